"""AWS IAM: users, roles and groups, and the customer's own policies, managed and inline."""

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Any
from urllib.parse import unquote

from compliance.aws.answers import Answers, Listing
from compliance.collectors.collector import Collector, Scope, register
from compliance.collectors.resource import Population, Resource, known

if TYPE_CHECKING:
    from compliance.aws.reader import Reader

IAM_POLICY = "AWS::IAM::Policy"
USER = "AWS::IAM::User"
ROLE = "AWS::IAM::Role"
GROUP = "AWS::IAM::Group"

OPERATION = "iam:GetAccountAuthorizationDetails"
FILTER = ["User", "Role", "Group", "LocalManagedPolicy"]
# What the answer lists beside managed policies: the type, the list, where its inline policies
# stand, and what ARNs of the kind are called.
PRINCIPALS = (
    (USER, "UserDetailList", "UserPolicyList", "user"),
    (ROLE, "RoleDetailList", "RolePolicyList", "role"),
    (GROUP, "GroupDetailList", "GroupPolicyList", "group"),
)
# AWS's own policy that allows everything (AWS Managed Policy Reference, AdministratorAccess): it
# stands beside the customer's wherever somebody holds it, so that who does can be told.
ADMINISTRATOR = "AdministratorAccess"


def collect(reader: "Reader") -> None:
    """One paged call tells every principal and policy of the account."""
    reader.pages(OPERATION, "Policies", Filter=FILTER, MaxItems=1000)


def describe(answers: Answers) -> Iterator[Population]:
    """The customer's policies, the default version of each; the principals, as AWS lists them."""
    managed = answers.listing(OPERATION, "Policies")
    listings = {kind: answers.listing(OPERATION, name) for kind, name, _, _ in PRINCIPALS}
    policies = [_managed(answers, policy) for policy in managed.items]
    for kind, _, inline, _ in PRINCIPALS:
        for principal in listings[kind].items:
            policies += [
                _inline(answers, principal["Arn"], policy) for policy in principal.get(inline, ())
            ]
    policies += _administrator_access(answers, listings.values())
    errors = [one.error for one in (managed, *listings.values()) if one.error]
    yield _population(
        answers, (IAM_POLICY, "policy"), policies, managed.count_statement("policies"), errors
    )
    for kind, _, _, word in PRINCIPALS:
        listing = listings[kind]
        resources = [_principal(answers, kind, one) for one in listing.items]
        # Each page must have every list: what one lacks may stand in it for another.
        yield _population(
            answers, (kind, word), resources, listing.count_statement(f"{word}s"), errors
        )


def _population(
    answers: Answers,
    kind: tuple[str, str],
    resources: Sequence[Resource],
    count_statement: str,
    errors: Sequence[str],
) -> Population:
    resource_type, word = kind
    return Population(
        arn=f"arn:{answers.partition}:iam::{answers.account_id}:{word}/*",
        type=resource_type,
        account_id=answers.account_id,
        region=answers.region,
        operation=OPERATION,
        resources=resources,
        error=next(iter(errors), ""),
        count_statement=count_statement,
    )


def _managed(answers: Answers, policy: Mapping[str, Any]) -> Resource:
    default = next(
        one
        for one in policy["PolicyVersionList"]
        if one["VersionId"] == policy["DefaultVersionId"]
    )
    fact = {
        "Document": _document(default["Document"]),
        "Inline": False,
        "Attachments": policy.get("AttachmentCount"),
    }
    return _resource(answers, IAM_POLICY, policy["Arn"], {"document": fact})


def _inline(answers: Answers, principal: str, policy: Mapping[str, Any]) -> Resource:
    fact = {
        "Document": _document(policy["PolicyDocument"]),
        "Inline": True,
        "Attachments": 1,
    }
    arn = f"{principal}/inline/{policy['PolicyName']}"
    return _resource(answers, IAM_POLICY, arn, {"document": fact})


def _administrator_access(answers: Answers, listings: Iterable[Listing]) -> Iterator[Resource]:
    """AWS's own policy with those who hold it; nothing where nobody does."""
    arn = f"arn:{answers.partition}:iam::aws:policy/{ADMINISTRATOR}"
    holders = [
        {"Arn": principal["Arn"], "Tags": principal.get("Tags", [])}
        for listing in listings
        for principal in listing.items
        if any(one["PolicyArn"] == arn for one in principal.get("AttachedManagedPolicies", ()))
    ]
    if holders:
        facts: dict[str, dict[str, Any]] = {
            "document": {"ManagedByAws": True, "Attachments": len(holders)},
            "holders": {"Holders": holders},
        }
        yield _resource(answers, IAM_POLICY, arn, facts)


def _principal(answers: Answers, kind: str, detail: Mapping[str, Any]) -> Resource:
    return _resource(answers, kind, detail["Arn"], {"detail": detail})


def _resource(
    answers: Answers, kind: str, arn: str, facts: Mapping[str, Mapping[str, Any]]
) -> Resource:
    return Resource(
        arn=arn,
        type=kind,
        name=arn.rpartition("/")[2],
        account_id=answers.account_id,
        region=answers.region,
        facts={name: known(OPERATION, fact) for name, fact in facts.items()},
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
        version=2,
        actions=("iam:GetAccountAuthorizationDetails",),
        resource_types=(IAM_POLICY, USER, ROLE, GROUP),
        collect=collect,
        describe=describe,
    )
)
