"""AWS IAM: the customer's own policies, managed and inline."""

import json
from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Any
from urllib.parse import unquote

from compliance.aws.answers import Answers, Listing
from compliance.collectors.collector import Collector, Scope, register
from compliance.collectors.resource import Population, Resource, known

if TYPE_CHECKING:
    from compliance.aws.reader import Reader

IAM_POLICY = "AWS::IAM::Policy"

OPERATION = "iam:GetAccountAuthorizationDetails"
FILTER = ["User", "Role", "Group", "LocalManagedPolicy"]
# Where the answer lists principals, and under which names their inline policies stand.
PRINCIPALS = (
    ("UserDetailList", "UserPolicyList"),
    ("RoleDetailList", "RolePolicyList"),
    ("GroupDetailList", "GroupPolicyList"),
)


def collect(reader: "Reader") -> None:
    """One paged call tells every principal and policy of the account."""
    reader.pages(OPERATION, "Policies", Filter=FILTER, MaxItems=1000)


def describe(answers: Answers) -> Iterator[Population]:
    """The default version of each customer managed policy, and each inline policy."""
    managed = answers.listing(OPERATION, "Policies")
    resources = [_managed(answers, policy) for policy in managed.items]
    for principals, inline in PRINCIPALS:
        for principal in answers.listing(OPERATION, principals).items:
            resources += [
                _inline(answers, principal["Arn"], policy) for policy in principal.get(inline, ())
            ]
    yield Population(
        arn=f"arn:{answers.partition}:iam::{answers.account_id}:policy/*",
        type=IAM_POLICY,
        account_id=answers.account_id,
        region=answers.region,
        operation=OPERATION,
        resources=resources,
        error=_error(answers, managed),
        count_statement=managed.count_statement("policies"),
    )


def _error(answers: Answers, managed: Listing) -> str:
    listings = [managed, *(answers.listing(OPERATION, name) for name, _ in PRINCIPALS)]
    return next((one.error for one in listings if one.error), "")


def _managed(answers: Answers, policy: Mapping[str, Any]) -> Resource:
    default = next(
        one
        for one in policy["PolicyVersionList"]
        if one["VersionId"] == policy["DefaultVersionId"]
    )
    fact = {
        "Document": _document(default["Document"]),
        "Inline": False,
        "Attachments": policy.get("AttachmentCount", 0),
    }
    return _policy(answers, policy["Arn"], policy["Arn"].rpartition("/")[2], fact)


def _inline(answers: Answers, principal: str, policy: Mapping[str, Any]) -> Resource:
    name = policy["PolicyName"]
    fact = {"Document": _document(policy["PolicyDocument"]), "Inline": True, "Attachments": 1}
    return _policy(answers, f"{principal}/inline/{name}", name, fact)


def _policy(answers: Answers, arn: str, name: str, fact: Mapping[str, Any]) -> Resource:
    return Resource(
        arn=arn,
        type=IAM_POLICY,
        name=name,
        account_id=answers.account_id,
        region=answers.region,
        facts={"document": known(OPERATION, fact)},
    )


def _document(text: str) -> Any:
    """The policy, which IAM sends URL-encoded (RFC 3986); the text itself if it is no JSON."""
    decoded = unquote(text)
    try:
        return json.loads(decoded)
    except ValueError:
        return decoded


register(
    Collector(
        name="iam",
        scope=Scope.GLOBAL,
        version=1,
        actions=("iam:GetAccountAuthorizationDetails",),
        resource_types=(IAM_POLICY,),
        collect=collect,
        describe=describe,
    )
)
