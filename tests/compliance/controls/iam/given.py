"""Users, root users and password policies as the collectors describe them."""

from collections.abc import Mapping
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from _pytest.mark import ParameterSet

from compliance.collectors.credentialreport import ROOT_CREDENTIALS, USER_CREDENTIALS
from compliance.collectors.iam import IAM_POLICY, USER
from compliance.collectors.iamaccount import PASSWORD_POLICY, ROOT_USER
from compliance.collectors.resource import GLOBAL, Resource, known
from compliance.controls.control import ACCOUNT
from tests.compliance.controls.resources import OWNER, Denied, answer, resource

# When AWS made the report, three hours before the collection ended.
MADE = datetime(2026, 5, 1, 9, tzinfo=UTC)
PREFIX = f"arn:aws:iam::{OWNER}"
REPORT_DENIED = Denied("iam:GetCredentialReport")
NEVER, NONE = "no_information", "N/A"
Row = Mapping[str, str]
FURTHER = {"additional_credentials_info": "1 access key, see ListAccessKeys"}


def ago(days: float) -> str:
    """The time some days before the report was made, as the report writes it."""
    return (MADE - timedelta(days=days)).strftime("%Y-%m-%dT%H:%M:%SZ")


def key(number: int, made: float | None = 10, used: float | None = 1) -> Row:
    """The columns of an active access key."""
    return {
        f"access_key_{number}_active": "true",
        f"access_key_{number}_last_rotated": NONE if made is None else ago(made),
        f"access_key_{number}_last_used_date": NONE if used is None else ago(used),
    }


def password(used: float | None = 1, changed: float = 30, mfa: str = "false") -> Row:
    """The columns of a password."""
    return {
        "password_enabled": "true",
        "password_last_used": NEVER if used is None else ago(used),
        "password_last_changed": ago(changed),
        "mfa_active": mfa,
    }


def row(name: str, *columns: Row) -> Row:
    """A row of a user with nothing but these columns."""
    nothing = {"active": "false", "last_rotated": NONE, "last_used_date": NONE}
    keys = {f"access_key_{number}_{name}": nothing[name] for number in (1, 2) for name in nothing}
    made = {
        "user": name,
        "arn": f"{PREFIX}:user/{name}",
        "user_creation_time": ago(300),
        "password_enabled": "false",
        "password_last_used": NONE,
        "password_last_changed": NONE,
        "mfa_active": "false",
        **keys,
    }
    for some in columns:
        made |= some
    return made


def user(*columns: Row, name: str = "ada", kind: str = USER_CREDENTIALS) -> Resource:
    """A user of the report."""
    made = row(name, *columns)
    return resource(made["arn"], kind, GLOBAL, row=made, report={"GeneratedTime": MADE})


def root_row(*columns: Row) -> Resource:
    """The root user of the report."""
    return user(*columns, name="<root_account>", kind=ROOT_CREDENTIALS)


def unreported() -> Resource:
    """A user of a report that could not be read."""
    return resource(
        f"{PREFIX}:user/ada", USER_CREDENTIALS, row=REPORT_DENIED, report=REPORT_DENIED
    )


def root_user(
    *, devices: list[dict[str, Any]] | Denied | None = None, **numbers: int | None
) -> Resource:
    """A root user with a password and MFA, unless the summary's numbers differ."""
    summary = {
        "AccountMFAEnabled": 1,
        "AccountPasswordPresent": 1,
        "AccountAccessKeysPresent": 0,
        "AccountSigningCertificatesPresent": 0,
        **numbers,
    }
    known_numbers = {name: one for name, one in summary.items() if one is not None}
    virtual = devices if isinstance(devices, Denied) else {"VirtualMFADevices": devices or []}
    return resource(
        f"{PREFIX}:root",
        ROOT_USER,
        GLOBAL,
        summary={"SummaryMap": known_numbers},
        virtual_devices=virtual,
    )


def unread_root() -> Resource:
    """A root user of whom nothing could be read."""
    denied = Denied("iam:GetAccountSummary")
    return resource(f"{PREFIX}:root", ROOT_USER, GLOBAL, summary=denied, virtual_devices=denied)


def passwords(policy: Mapping[str, Any] | Denied | None) -> Resource:
    """The account's password policy; None where it has none of its own."""
    arn = f"{PREFIX}:account-password-policy"
    if isinstance(policy, Denied):
        return resource(arn, PASSWORD_POLICY, GLOBAL, policy=policy)
    if policy is not None:
        return resource(arn, PASSWORD_POLICY, GLOBAL, policy={"PasswordPolicy": policy})
    absent = answer("policy", Denied("iam:GetAccountPasswordPolicy")).or_absent(
        "AccessDeniedException"
    )
    return Resource(arn, PASSWORD_POLICY, "policy", OWNER, GLOBAL, {"policy": absent})


def principal(
    kind: str, name: str, *attached: str, by_aws: bool = True, **detail: Any
) -> Resource:
    """A user, role or group with AWS's managed policies attached, or the customer's."""
    owner = "aws" if by_aws else OWNER
    policies = [
        {"PolicyName": one, "PolicyArn": f"arn:aws:iam::{owner}:policy/{one}"} for one in attached
    ]
    detail = {"AttachedManagedPolicies": policies, **detail}
    word = kind.rpartition("::")[2].lower()
    return resource(f"{PREFIX}:{word}/{name}", kind, GLOBAL, detail=detail)


def managed(document: Any, attachments: int | None = 1, *, inline: bool = False) -> Resource:
    """A policy of the customer's own."""
    facts = {"Document": document, "Inline": inline, "Attachments": attachments}
    return resource(f"{PREFIX}:policy/app", IAM_POLICY, GLOBAL, document=facts)


def members(kinds: tuple[str, ...]) -> list[Resource]:
    """One principal of each kind that holds nothing of AWS's."""
    return [principal(kind, "plain", "Own", by_aws=False) for kind in kinds]


def unlisted_user() -> Resource:
    """A user whose details could not be read."""
    denied = answer("detail", Denied("iam:GetAccountAuthorizationDetails"))
    return Resource(f"{PREFIX}:user/ada", USER, "ada", OWNER, GLOBAL, {"detail": denied})


def bare(kind: str, arn: str, fact: str, entry: Mapping[str, Any]) -> Resource:
    """A resource with one fact."""
    return Resource(arn, kind, arn, OWNER, GLOBAL, {fact: known("test", entry)})


PERSON = user(password())
PROGRAM = user(key(1))


def undecided(good: Mapping[str, Any]) -> list[ParameterSet]:
    """What every control of the password policy says where its own limit does not decide."""
    denied = Denied("iam:GetAccountPasswordPolicy")
    default = "no password policy of its own; AWS's default asks for 8"
    federated = "No IAM user has a password"
    return [
        pytest.param([PERSON, passwords(None)], "fail", default, id="AWS's default"),
        pytest.param([PROGRAM, passwords(good)], "not_applicable", federated, id="federation"),
        pytest.param(
            [PROGRAM, passwords(None)], "not_applicable", federated, id="federation, no policy"
        ),
        pytest.param(
            [PERSON, passwords(denied)], "not_determined", denied.operation, id="policy denied"
        ),
        pytest.param(
            [unreported(), passwords(good)],
            "not_determined",
            REPORT_DENIED.operation,
            id="report denied",
        ),
        pytest.param([PERSON], "not_determined", "was not collected", id="policy never read"),
    ]


def of_govcloud() -> Resource:
    """An account in AWS GovCloud (US)."""
    return resource(f"arn:aws-us-gov:iam::{OWNER}:root", ACCOUNT, GLOBAL)
