"""AWS IAM where moto answers otherwise (IAM API Reference)."""

import json
from collections.abc import Mapping
from datetime import UTC, datetime
from functools import cache
from typing import Any

from moto.iam.aws_managed_policies import aws_managed_policies_data
from moto.iam.models import AWSManagedPolicy, iam_backends

from demo.aws_server.answer import AwsError
from demo.aws_server.call import Call
from demo.aws_server.memory import Memory

Members = dict[str, Any]

AWS_POLICY = ":iam::aws:policy/"
# The root user of an account in which nobody did anything but sign up.
ROOT_ROW = (
    "<root_account>,arn:aws:iam::{account}:root,2020-01-01T00:00:00Z,true,no_information,"
    "2020-01-01T00:00:00Z,not_supported,false,false,N/A,N/A,N/A,N/A,false,N/A,N/A,N/A,N/A,false,"
    "N/A,false,N/A\n"
)


def account_summary(call: Call, _memory: Memory) -> Members:
    """Moto's numbers with the root user's password, which they lack."""
    numbers = iam_backends[call.account]["aws"].account_summary.summary_map
    return {"SummaryMap": {**numbers, "AccountPasswordPresent": 1}}


def credential_report(call: Call, _memory: Memory) -> Members:
    """Moto's report with the root user first, made now and not in 2015.

    :raises AwsError: nobody had one made.
    """
    backend = iam_backends[call.account]["aws"]
    if not backend.report_generated():
        raise AwsError("ReportNotPresent", "Unknown", 410)
    head, *rows = backend.get_credential_report().splitlines(keepends=True)
    return {
        "Content": "".join([head, ROOT_ROW.format(account=call.account), *rows]),
        "ReportFormat": "text/csv",
        "GeneratedTime": datetime.now(UTC).replace(microsecond=0).timestamp(),
    }


def aws_policy(call: Call, _memory: Memory) -> None:
    """Have moto know the one policy of AWS's own that is about to be attached.

    It would know all thousand or, as here, none.
    """
    arn = str(call.params.get("PolicyArn", ""))
    backend = iam_backends[call.account]["aws"]
    name = arn.rpartition("/")[2]
    if AWS_POLICY in arn and arn not in backend.managed_policies and name in _aws_policies():
        made = AWSManagedPolicy.from_data(name, call.account, call.region, _aws_policies()[name])
        backend.aws_managed_policies.append(made)
        backend.managed_policies[made.arn] = made


INSTEAD = {
    "iam:AttachGroupPolicy": aws_policy,
    "iam:AttachRolePolicy": aws_policy,
    "iam:AttachUserPolicy": aws_policy,
    "iam:GetAccountSummary": account_summary,
    "iam:GetCredentialReport": credential_report,
}


@cache
def _aws_policies() -> Mapping[str, Any]:
    policies: Mapping[str, Any] = json.loads(aws_managed_policies_data)
    return policies
