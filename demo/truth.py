"""What is to be found in the estate: written by hand beside what is planted, never computed.

    python -m demo.truth --endpoint-url http://127.0.0.1:5000 [--scale N]

prints one JSON object a line: account, region, control, resource, status. A control that a
resource does not name is expected to pass. The endpoint is asked only for the names that it gave.
"""

import argparse
import json
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import asdict, dataclass
from datetime import UTC, datetime

from demo.estate import Declared, declared_accounts
from demo.plant_keys import alias_of, key_ids
from demo.plant_policies import policy_arn
from demo.plant_secrets import known_secrets
from demo.plant_trails import trail_arn
from demo.planting import Plot, open_plot

GLOBAL = "global"
CONTROLS: dict[str, tuple[str, ...]] = {
    "account": (
        "cloudtrail.multi-region-trail",
        "cloudtrail.s3-data-events-read",
        "cloudtrail.s3-data-events-write",
    ),
    "key": (
        "kms.key-cross-account-known",
        "kms.key-not-pending-deletion",
        "kms.key-not-public",
        "kms.rotation-enabled",
        "kms.rotation-occurred",
    ),
    "policy": ("kms.iam-no-decrypt-all-keys",),
    "secret": (
        "secretsmanager.cross-account-known",
        "secretsmanager.customer-key",
        "secretsmanager.policy-not-public",
        "secretsmanager.rotated-within",
        "secretsmanager.rotation-enabled",
        "secretsmanager.rotation-interval",
        "secretsmanager.rotation-succeeded",
        "secretsmanager.unused-secrets",
    ),
    "trail": (
        "cloudtrail.cloudwatch-logs",
        "cloudtrail.delivery-healthy",
        "cloudtrail.kms-encrypted",
        "cloudtrail.log-file-validation",
        "cloudtrail.management-events-complete",
        "cloudtrail.trail-logging",
    ),
    "bucket": (
        "cloudtrail.bucket-access-logging",
        "cloudtrail.bucket-not-public",
        "cloudtrail.bucket-object-lock",
        "cloudtrail.bucket-retention",
        "cloudtrail.bucket-tls-only",
        "cloudtrail.bucket-versioning",
    ),
}


@dataclass(frozen=True)
class Expected:
    """One row that the findings must have."""

    account: str
    region: str
    control: str
    resource: str
    status: str


@dataclass(frozen=True)
class Planted:
    """One resource with the ARN that it was given, where it lies, and what is declared of it."""

    arn: str
    region: str
    declared: Declared


def truth(endpoint_url: str, *, scale: int = 1) -> list[Expected]:
    """Every row, in the order of account, region, control and resource."""
    rows: list[Expected] = []
    for account in declared_accounts(scale):
        plot = open_plot(account, endpoint_url, datetime.now(UTC))
        rows += _of_account(plot)
        for region in account.regions:
            rows += _of_region(plot, region)
    return sorted(rows, key=lambda one: (one.account, one.region, one.control, one.resource))


def as_json(row: Expected) -> str:
    """The row as one line."""
    return json.dumps(asdict(row), ensure_ascii=False)


def _of_account(plot: Plot) -> Iterator[Expected]:
    prefix = f"arn:aws:iam::{plot.account.id}"
    itself = Planted(f"{prefix}:root", GLOBAL, {"expect": plot.account.declared["expect_account"]})
    yield from _rows(plot, "account", [itself], GLOBAL, "")
    policies = [
        Planted(policy_arn(plot, one), GLOBAL, one) for one in plot.account.each("policies")
    ]
    yield from _rows(plot, "policy", policies, GLOBAL, f"{prefix}:policy/*")


def _of_region(plot: Plot, region: str) -> Iterator[Expected]:
    place = f"{region}:{plot.account.id}"
    keys, secrets = list(_keys(plot, region)), list(_secrets(plot, region))
    trails = [
        Planted(trail_arn(plot, one), region, one) for one in plot.account.each("trails", region)
    ]
    yield from _rows(plot, "key", keys, region, f"arn:aws:kms:{place}:key/*")
    yield from _rows(plot, "secret", secrets, region, f"arn:aws:secretsmanager:{place}:secret:*")
    yield from _rows(plot, "trail", trails, region, f"arn:aws:cloudtrail:{place}:trail/*")
    buckets = list(_buckets(plot, {one.declared["bucket"] for one in trails}))
    filled = _buckets(plot, {one["bucket"] for one in plot.account.each("trails")})
    if buckets or region not in {one.region for one in filled}:
        yield from _rows(plot, "bucket", buckets, region, "arn:aws:s3:::*")


def _rows(
    plot: Plot, kind: str, planted: Sequence[Planted], region: str, population: str
) -> Iterator[Expected]:
    """A row for each resource and control. Where the list was denied, or is empty, one for all."""
    denied = _declared_status(plot, kind, region)
    if denied or not planted:
        everything = {"expect": dict.fromkeys(CONTROLS[kind], denied or "not_applicable")}
        planted = [Planted(population, region, everything)]
    for one in planted:
        expect = one.declared.get("expect", {})
        for control in CONTROLS[kind]:
            status = expect.get(control, "pass")
            yield Expected(plot.account.id, one.region, control, one.arn, status)


def _declared_status(plot: Plot, kind: str, region: str) -> str:
    populations: Iterable[Declared] = plot.account.declared.get("expect_populations", ())
    statuses = {(one["region"], one["type"]): str(one["status"]) for one in populations}
    return statuses.get((region, kind), "")


def _keys(plot: Plot, region: str) -> Iterator[Planted]:
    ids = key_ids(plot, region)
    prefix = f"arn:aws:kms:{region}:{plot.account.id}:key"
    for one in plot.account.each("keys"):
        here = [one] if one["region"] == region else []
        here += [replica for replica in one.get("replicas", ()) if replica["region"] == region]
        for declared in here:
            yield Planted(f"{prefix}/{ids[alias_of(one)]}", region, declared)


def _secrets(plot: Plot, region: str) -> Iterator[Planted]:
    known = known_secrets(plot, region)
    for one in plot.account.each("secrets"):
        here = [one] if one["region"] == region else []
        here += [replica for replica in one.get("replicas", ()) if replica["region"] == region]
        for declared in here:
            yield Planted(known[one["name"]]["ARN"], region, declared)


def _buckets(plot: Plot, names: set[str]) -> Iterator[Planted]:
    """The buckets that trails fill: the account's own, and those of others."""
    for kind in ("buckets", "foreign_buckets"):
        for one in plot.account.each(kind):
            if one["name"] in names:
                yield Planted(f"arn:aws:s3:::{one['name']}", one["region"], one)


def main() -> None:
    """Print every row."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--endpoint-url", required=True)
    parser.add_argument("--scale", type=int, default=1)
    options = parser.parse_args()
    for row in truth(options.endpoint_url.rstrip("/"), scale=options.scale):
        print(as_json(row))


if __name__ == "__main__":
    main()
