"""Declare the root user, the password policy and the server certificates of an account."""

from collections.abc import Iterator
from typing import Any

from demo.estate import Declared
from demo.planting import Plot
from demo.service import GLOBAL, Kind, Planted, Service

NO_POLICY = "The Password Policy with domain name {account} cannot be found."


def plant_account(plot: Plot, _place: str) -> None:
    """What IAM tells of the account as a whole."""
    root = plot.account.declared["root_user"]
    keys = [one for one in root.get("keys", ()) if one.get("active", True)]
    summary = {
        "AccountMFAEnabled": int(root.get("mfa", False)),
        "AccountPasswordPresent": int("password" in root),
        "AccountAccessKeysPresent": int(bool(keys)),
        "AccountSigningCertificatesPresent": 0,
        "Users": len(list(plot.account.each("users"))),
    }
    plot.answer("iam:GetAccountSummary", GLOBAL, {"SummaryMap": summary})
    devices = [_device(plot, name) for name in root.get("virtual_devices", ())]
    listed = {"VirtualMFADevices": devices, "IsTruncated": False}
    plot.answer("iam:ListVirtualMFADevices", GLOBAL, listed)
    _rule_passwords(plot)
    certificates = [_certificate(plot, one) for one in plot.account.each("server_certificates")]
    stored = {"ServerCertificateMetadataList": certificates, "IsTruncated": False}
    plot.answer("iam:ListServerCertificates", GLOBAL, stored)


def _rule_passwords(plot: Plot) -> None:
    policy = plot.account.declared.get("password_policy")
    if policy is None:
        message = NO_POLICY.format(account=plot.account.id)
        plot.refuse("iam:GetAccountPasswordPolicy", GLOBAL, "NoSuchEntity", message, 404)
    else:
        plot.answer("iam:GetAccountPasswordPolicy", GLOBAL, {"PasswordPolicy": dict(policy)})


def _device(plot: Plot, name: str) -> dict[str, Any]:
    prefix = f"arn:aws:iam::{plot.account.id}"
    owner = {"UserId": plot.account.id, "Arn": f"{prefix}:root", "CreateDate": plot.ago(900)}
    return {"SerialNumber": f"{prefix}:mfa/{name}", "EnableDate": plot.ago(300), "User": owner}


def _certificate(plot: Plot, one: Declared) -> dict[str, Any]:
    return {
        "Path": "/",
        "ServerCertificateName": one["name"],
        "ServerCertificateId": "ASCACKCEVSQ6C2EXAMPLE",
        "Arn": _arn(plot, one),
        "UploadDate": plot.ago(400),
        "Expiration": plot.ago(-one["expires_in_days"]),
    }


def _arn(plot: Plot, one: Declared) -> str:
    return f"arn:aws:iam::{plot.account.id}:server-certificate/{one['name']}"


def _planted(plot: Plot, place: str) -> Iterator[Planted]:
    for one in plot.account.each("server_certificates"):
        yield Planted(_arn(plot, one), place, one)


SERVICE = Service(
    name="iamaccount",
    plant=plant_account,
    is_global=True,
    account_controls=(
        "iam.password-complexity",
        "iam.password-length",
        "iam.password-max-age",
        "iam.password-reuse",
        "iam.root-hardware-mfa",
        "iam.root-mfa",
        "iam.root-no-access-keys",
    ),
    kinds=(
        Kind(
            name="server_certificate",
            controls=("iam.expired-certificates",),
            planted=_planted,
            population="arn:aws:iam::{account}:server-certificate/*",
            is_global=True,
        ),
    ),
)
