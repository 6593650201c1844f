from collections.abc import Mapping
from typing import Any

from compliance.collectors.kms import KMS_KEY
from compliance.collectors.resource import Resource
from compliance.controls.control import (
    Context,
    Outcome,
    Severity,
    control,
    failed,
    not_determined,
    passed,
)
from compliance.controls.kms.key import managed_by_aws
from compliance.policies.principals import Kind, Principal, read_principal

# KMS API, GrantOperation: what gives clear text or clear keys, or hands the grant on.
OPENING = frozenset(
    {
        "CreateGrant",
        "Decapsulate",
        "Decrypt",
        "DeriveSharedSecret",
        "GenerateDataKey",
        "GenerateDataKeyPair",
        "ReEncryptFrom",
    }
)


@control(
    title="No grant lets an unknown outsider decrypt",
    severity=Severity.MEDIUM,
    resource_type=KMS_KEY,
    needs=("kms",),
    params={"trusted_accounts": []},
    remediation="Revoke or retire the grant, or record the account as trusted.",
    source="PCI DSS 4.0.1 7.2.2 and 7.2.5; KMS Developer Guide, Grants in AWS KMS",
)
def judge(key: Resource, context: Context) -> Outcome:
    """A grant opens the key beside its policy, and stands until somebody takes it back.

    Grants to AWS services are how these work with the key. What is left of a deleted role or user
    (AROA…, AIDA…) can use nothing.
    """
    if outcome := managed_by_aws(key):
        return outcome
    grants = [one for one in key["grants"].get("Grants", ()) if _opens(one)]
    known = {key.account_id, *context.params["trusted_accounts"]}
    grantees = {_grantee(one) for one in grants}
    if strangers := sorted(
        one.value for one in grantees if one.account and one.account not in known
    ):
        return failed(
            f"Grants let outsiders decrypt who are not on the list: {', '.join(strangers)}."
        )
    if unread := sorted(one.value for one in grantees if _is_unknown(one)):
        return not_determined(f"It is not known whose these grantees are: {', '.join(unread)}.")
    return passed("No grant lets an outsider decrypt who is not on the list.")


def _opens(grant: Mapping[str, Any]) -> bool:
    """Whether the grant lets decrypt; so too where AWS does not tell what it lets do."""
    return "Operations" not in grant or not OPENING.isdisjoint(grant["Operations"])


def _grantee(grant: Mapping[str, Any]) -> Principal:
    if service := grant.get("GranteeServicePrincipal"):
        return read_principal("Service", str(service))
    named = str(grant.get("GranteePrincipal") or "")
    # KMS API, GrantListEntry: the grantee of an AWS service may be its service principal.
    is_service = named.endswith((".amazonaws.com", ".amazonaws.com.cn"))
    return read_principal("Service" if is_service else "AWS", named)


def _is_unknown(grantee: Principal) -> bool:
    return grantee.kind not in {Kind.SERVICE, Kind.STALE} and not grantee.account
