"""Whether Inspector scans a kind of resource, or there is none that it could scan."""

from typing import Any

from compliance.aws.answers import NotCollected
from compliance.collectors.inspector2 import STATUS
from compliance.collectors.resource import Resource
from compliance.controls.control import Outcome, failed, not_applicable, passed

ENABLED = "ENABLED"
# The account was left behind, as when it left the organisation: a failure whatever it holds.
SUSPENDED = frozenset({"SUSPENDING", "SUSPENDED"})


def scans(account: Resource, kind: str, inventory: str, what: str) -> Outcome:
    """Whether `resourceState.<kind>` is on, as the account is; `inventory` is what there could be.

    :raises NotCollected: the status was not read; or scanning is off, and what could be scanned
        was not listed.
    """
    of_account, of_kind = account_status(account), kind_status(account, kind)
    if is_scanned(account, kind):
        return passed(f"Amazon Inspector scans {what} in {account.region}.")
    off = f"Scanning of {what} in {account.region} is {of_kind}; the account's is {of_account}."
    if not SUSPENDED & {of_account, of_kind}:
        there = account[inventory]
        if there["is_empty"]:
            return not_applicable(f"There is nothing to be scanned: {there['count']}.")
    return failed(off)


def is_scanned(account: Resource, kind: str) -> bool:
    """Whether Inspector is on for the account and for a kind of resource.

    :raises NotCollected: the status was not read.
    """
    return account_status(account) == kind_status(account, kind) == ENABLED


def account_status(account: Resource) -> str:
    """`ENABLED`, `DISABLED`, `SUSPENDED` or on the way to one of these.

    :raises NotCollected: it was not read.
    """
    return _status(account["status"].get("state"), "state")


def kind_status(account: Resource, kind: str) -> str:
    """The same of one kind of resource: `ec2`, `ecr`, `lambda`, `lambdaCode`, `codeRepository`.

    :raises NotCollected: it was not read.
    """
    states = account["status"].get("resourceState") or {}
    return _status(states.get(kind), f"resourceState.{kind}")


def _status(state: Any, member: str) -> str:
    found = (state or {}).get("status")
    if not found:
        raise NotCollected(STATUS, f"the answer has no {member}")
    return str(found)
