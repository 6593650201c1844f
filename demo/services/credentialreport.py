"""Declare the credential report: the root user, and each declared user with its credentials.

The emulator gives no dates and leaves the root user out, so the whole report is declared, in the
form in which AWS sends it.
"""

import csv
import io
from collections.abc import Iterator
from datetime import timedelta

from demo.estate import Declared
from demo.planting import Plot
from demo.service import GLOBAL, Kind, Planted, Service
from demo.services.iam import user_arn

NONE = "N/A"
NEVER_USED = "no_information"
HEAD = (
    "user,arn,user_creation_time,password_enabled,password_last_used,password_last_changed,"
    "password_next_rotation,mfa_active,access_key_1_active,access_key_1_last_rotated,"
    "access_key_1_last_used_date,access_key_1_last_used_region,access_key_1_last_used_service,"
    "access_key_2_active,access_key_2_last_rotated,access_key_2_last_used_date,"
    "access_key_2_last_used_region,access_key_2_last_used_service,cert_1_active,"
    "cert_1_last_rotated,cert_2_active,cert_2_last_rotated"
)
MADE_HOURS_AGO = 1


def plant_report(plot: Plot, _place: str) -> None:
    """A report that AWS made lately, so that no new one is made."""
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(HEAD.split(","))
    writer.writerow(_root(plot))
    for user in plot.account.each("users"):
        writer.writerow(_row(plot, user["name"], user_arn(plot, user), user))
    plot.answer("iam:GenerateCredentialReport", GLOBAL, {"State": "COMPLETE"})
    report = {
        "Content": text.getvalue().rstrip("\n"),
        "ReportFormat": "text/csv",
        "GeneratedTime": plot.ago(MADE_HOURS_AGO / 24),
    }
    plot.answer("iam:GetCredentialReport", GLOBAL, report)


def _root(plot: Plot) -> list[str]:
    root = plot.account.declared["root_user"]
    row = _row(plot, "<root_account>", f"arn:aws:iam::{plot.account.id}:root", root)
    row[HEAD.split(",").index("password_next_rotation")] = "not_supported"
    return row


def _row(plot: Plot, name: str, arn: str, one: Declared) -> list[str]:
    password = one.get("password")
    keys = [*one.get("keys", ()), None, None][:2]
    return [
        name,
        arn,
        _ago(plot, one.get("made", 700)),
        _flag(password is not None),
        NONE if password is None else _ago(plot, password.get("used"), NEVER_USED),
        NONE if password is None else _ago(plot, password["changed"]),
        NONE,
        _flag(one.get("mfa", False)),
        *(field for key in keys for field in _key(plot, key)),
        *("false", NONE, "false", NONE),
    ]


def _key(plot: Plot, key: Declared | None) -> list[str]:
    if key is None:
        return ["false", NONE, NONE, NONE, NONE]
    where = [NONE, NONE] if "used" not in key else ["eu-west-1", "s3"]
    active = _flag(key.get("active", True))
    return [active, _ago(plot, key["made"]), _ago(plot, key.get("used")), *where]


def _ago(plot: Plot, days: float | None, never: str = NONE) -> str:
    if days is None:
        return never
    return (plot.now - timedelta(days=days)).strftime("%Y-%m-%dT%H:%M:%SZ")


def _flag(value: object) -> str:
    return "true" if value else "false"


def _planted(plot: Plot, place: str) -> Iterator[Planted]:
    for one in plot.account.each("users"):
        yield Planted(user_arn(plot, one), place, one)


SERVICE = Service(
    name="credentialreport",
    plant=plant_report,
    is_global=True,
    account_controls=("iam.root-not-used",),
    kinds=(
        Kind(
            name="credentials",
            controls=(
                "iam.access-key-age",
                "iam.all-users-mfa",
                "iam.console-users-mfa",
                "iam.single-active-key",
                "iam.unused-credentials",
            ),
            planted=_planted,
            population="arn:aws:iam::{account}:user/*",
            is_global=True,
        ),
    ),
)
