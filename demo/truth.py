"""What is to be found in the estate: written by hand beside what is planted, never computed.

    python -m demo.truth --endpoint-url http://127.0.0.1:5000

prints one JSON object a line: account, region, control, resource, status. A control that a
resource does not name is expected to pass. The endpoint is asked for the names that it gave only.
"""

import argparse
import json
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from datetime import UTC, datetime

from demo.estate import Declared, DeclaredAccount, declared_accounts
from demo.plant_keys import alias_of
from demo.planting import Plot, open_plot

KEY_CONTROLS = (
    "kms.rotation-enabled",
    "kms.rotation-occurred",
    "kms.key-not-public",
    "kms.key-cross-account-known",
    "kms.key-not-pending-deletion",
)
SECRET_CONTROLS = (
    "secretsmanager.rotation-enabled",
    "secretsmanager.rotation-interval",
    "secretsmanager.rotation-succeeded",
    "secretsmanager.rotated-within",
    "secretsmanager.unused-secrets",
    "secretsmanager.customer-key",
    "secretsmanager.policy-not-public",
    "secretsmanager.cross-account-known",
)
TRAIL_CONTROLS = (
    "cloudtrail.trail-logging",
    "cloudtrail.management-events-complete",
    "cloudtrail.log-file-validation",
    "cloudtrail.kms-encrypted",
    "cloudtrail.cloudwatch-logs",
    "cloudtrail.delivery-healthy",
)
BUCKET_CONTROLS = (
    "cloudtrail.bucket-not-public",
    "cloudtrail.bucket-access-logging",
    "cloudtrail.bucket-retention",
    "cloudtrail.bucket-object-lock",
    "cloudtrail.bucket-versioning",
    "cloudtrail.bucket-tls-only",
)
POLICY_CONTROLS = ("kms.iam-no-decrypt-all-keys",)


@dataclass(frozen=True)
class Expected:
    """One row that the findings must have."""

    account: str
    region: str
    control: str
    resource: str
    status: str


def truth(endpoint_url: str) -> list[Expected]:
    """Every row, in the order of account, region, control and resource."""
    rows: list[Expected] = []
    for account in declared_accounts():
        plot = open_plot(account, endpoint_url, datetime.now(UTC))
        rows += _account(account)
        rows += _policies(plot)
        for region in account.regions:
            rows += _keys(plot, region)
            rows += _secrets(plot, region)
            rows += _trails(plot, region)
    return sorted(rows, key=lambda one: (one.account, one.region, one.control, one.resource))


def _account(account: DeclaredAccount) -> Iterator[Expected]:
    for control, status in account.declared["expect_account"].items():
        yield Expected(account.id, "global", control, f"arn:aws:iam::{account.id}:root", status)


def _policies(plot: Plot) -> Iterator[Expected]:
    account = plot.account.id
    planted = list(plot.account.each("policies"))
    for one in planted:
        arn = f"arn:aws:iam::{account}:policy/{one['name']}"
        if "user" in one:
            arn = f"arn:aws:iam::{account}:user/{one['user']}/inline/{one['name']}"
        yield from _rows(plot, "global", POLICY_CONTROLS, arn, one)
    if not planted:
        arn = f"arn:aws:iam::{account}:policy/*"
        yield from _population(plot, "global", POLICY_CONTROLS, arn, "policy")


def _keys(plot: Plot, region: str) -> Iterator[Expected]:
    aliases = plot.client("kms", region).get_paginator("list_aliases").paginate()
    ids = {one["AliasName"]: one.get("TargetKeyId") for page in aliases for one in page["Aliases"]}
    prefix = f"arn:aws:kms:{region}:{plot.account.id}:key"
    planted = [one for one in plot.account.each("keys") if one["region"] == region]
    for one in planted:
        yield from _rows(plot, region, KEY_CONTROLS, f"{prefix}/{ids[alias_of(one)]}", one)
    if not planted:
        yield from _population(plot, region, KEY_CONTROLS, f"{prefix}/*", "key")


def _secrets(plot: Plot, region: str) -> Iterator[Expected]:
    prefix = f"arn:aws:secretsmanager:{region}:{plot.account.id}:secret"
    planted = [one for one in plot.account.each("secrets") if one["region"] == region]
    if not planted:
        yield from _population(plot, region, SECRET_CONTROLS, f"{prefix}:*", "secret")
        return
    pages = plot.client("secretsmanager", region).get_paginator("list_secrets").paginate()
    arns = {one["Name"]: one["ARN"] for page in pages for one in page["SecretList"]}
    for one in planted:
        yield from _rows(plot, region, SECRET_CONTROLS, arns[one["name"]], one)


def _trails(plot: Plot, region: str) -> Iterator[Expected]:
    prefix = f"arn:aws:cloudtrail:{region}:{plot.account.id}:trail"
    trails = [one for one in plot.account.each("trails") if one["region"] == region]
    for one in trails:
        yield from _rows(plot, region, TRAIL_CONTROLS, f"{prefix}/{one['name']}", one)
    if not trails:
        yield from _population(plot, region, TRAIL_CONTROLS, f"{prefix}/*", "trail")
    filled = {one["bucket"] for one in plot.account.each("trails")}
    buckets = [
        one
        for kind in ("buckets", "foreign_buckets")
        for one in plot.account.each(kind)
        if one["region"] == region and one["name"] in filled
    ]
    for one in buckets:
        yield from _rows(plot, region, BUCKET_CONTROLS, f"arn:aws:s3:::{one['name']}", one)
    if not buckets:
        yield from _population(plot, region, BUCKET_CONTROLS, "arn:aws:s3:::*", "bucket")


def _rows(
    plot: Plot, region: str, controls: tuple[str, ...], arn: str, one: Declared
) -> Iterator[Expected]:
    expect = one.get("expect", {})
    for control in controls:
        yield Expected(plot.account.id, region, control, arn, expect.get(control, "pass"))


def _population(
    plot: Plot, region: str, controls: tuple[str, ...], arn: str, kind: str
) -> Iterator[Expected]:
    """Where there is none, or where that cannot be known, the population speaks."""
    declared = plot.account.declared.get("expect_populations", ())
    statuses = [
        one["status"] for one in declared if (one["region"], one["type"]) == (region, kind)
    ]
    status = statuses[0] if statuses else "not_applicable"
    for control in controls:
        yield Expected(plot.account.id, region, control, arn, status)


def main() -> None:
    """Print every row."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--endpoint-url", required=True)
    for row in truth(parser.parse_args().endpoint_url):
        print(json.dumps(asdict(row)))


if __name__ == "__main__":
    main()
