"""One account to plant in: its clients, and what is laid beside the emulator."""

import json
import urllib.request
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

import boto3
from botocore.config import Config

from demo.estate import EXTERNAL_ID, DeclaredAccount

MANAGER = "EstateManager"
# The emulator's own account, from which every other can be entered.
# Not a secret: the emulator takes any.
ROOT = "testing"


@dataclass
class Plot:
    """An account that was entered. `members` and `refusals` go to the server at the end."""

    account: DeclaredAccount
    endpoint_url: str
    now: datetime
    session: boto3.Session
    members: list[dict[str, Any]] = field(default_factory=list)
    refusals: list[dict[str, Any]] = field(default_factory=list)

    def client(self, service: str, region: str) -> Any:
        """A client in the account."""
        return self.session.client(
            service,  # type: ignore[call-overload]  # any service's name
            region_name=region,
            endpoint_url=self.endpoint_url,
            config=Config(s3={"addressing_style": "path"}),
        )

    def ago(self, days: float) -> float:
        """The time some days ago, in seconds since the epoch as AWS's JSON has it."""
        return (self.now - timedelta(days=days)).replace(microsecond=0).timestamp()

    def lay(self, operation: str, arn: str, **members: Any) -> None:
        """Lay members over the operation's answer for this resource."""
        self.members.append({"operation": operation, "arn": arn, "members": members})

    def refuse(self, operation: str, region: str, params: Mapping[str, Any]) -> None:
        """Have the server deny an operation."""
        self.refusals.append(
            {
                "account": self.account.id,
                "region": region,
                "operation": operation,
                "params": dict(params),
            }
        )

    def post(self, what: str, sent: object) -> None:
        """Send something to the server that stands before the emulator."""
        request = urllib.request.Request(  # noqa: S310 -- the address that the caller gave
            f"{self.endpoint_url}/_estate/{what}", data=json.dumps(sent).encode(), method="POST"
        )
        with urllib.request.urlopen(request, timeout=30):  # noqa: S310 -- as above
            pass


def open_plot(account: DeclaredAccount, endpoint_url: str, now: datetime) -> Plot:
    """Enter the account, and give it the role through which it will be read."""
    sts = boto3.client(
        "sts",
        region_name="us-east-1",
        endpoint_url=endpoint_url,
        aws_access_key_id=ROOT,
        aws_secret_access_key=ROOT,
    )
    entered = sts.assume_role(
        RoleArn=f"arn:aws:iam::{account.id}:role/{MANAGER}", RoleSessionName="seed"
    )["Credentials"]
    session = boto3.Session(
        aws_access_key_id=entered["AccessKeyId"],
        aws_secret_access_key=entered["SecretAccessKey"],
        aws_session_token=entered["SessionToken"],
    )
    plot = Plot(account, endpoint_url, now, session)
    for refused in account.declared.get("refuse", ()):
        plot.refusals.append({"account": account.id, **refused})
    _role(plot)
    return plot


def _role(plot: Plot) -> None:
    iam = plot.client("iam", "us-east-1")
    trust = {
        "Version": "2012-10-17",
        "Statement": [
            {
                "Effect": "Allow",
                "Principal": {"AWS": "arn:aws:iam::123456789012:root"},
                "Action": "sts:AssumeRole",
                "Condition": {"StringEquals": {"sts:ExternalId": EXTERNAL_ID}},
            }
        ],
    }
    name = plot.account.role_arn.rpartition("/")[2]
    try:
        iam.create_role(RoleName=name, AssumeRolePolicyDocument=json.dumps(trust))
    except iam.exceptions.EntityAlreadyExistsException:
        return
