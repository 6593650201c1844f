"""What is to be found in the estate: written by hand beside what is planted, never computed.

    python -m demo.truth --endpoint-url http://127.0.0.1:5000 [--scale N]

prints one JSON object a line: account, region, control, resource, status. A control that a
resource does not name is expected to pass. The endpoint is asked only for the names that it gave.
"""

import argparse
import json
from collections.abc import Iterable, Iterator
from dataclasses import asdict, dataclass
from datetime import UTC, datetime

from demo.estate import GLOBAL, Declared, declared_accounts
from demo.planting import Plot, open_plot
from demo.service import Kind, Planted, Service, services_in_order


@dataclass(frozen=True)
class Expected:
    """One row that the findings must have."""

    account: str
    region: str
    control: str
    resource: str
    status: str


def truth(endpoint_url: str, *, scale: int = 1) -> list[Expected]:
    """Every row, in the order of account, region, control and resource."""
    rows: list[Expected] = []
    for account in declared_accounts(scale):
        plot = open_plot(account, endpoint_url, datetime.now(UTC))
        for service in services_in_order():
            rows += _of_account(plot, service)
            for kind in service.kinds:
                for place in (GLOBAL,) if kind.is_global else account.regions:
                    rows += _of_kind(plot, kind, place)
    return sorted(rows, key=lambda one: (one.account, one.region, one.control, one.resource))


def as_json(row: Expected) -> str:
    """The row as one line."""
    return json.dumps(asdict(row), ensure_ascii=False)


def _of_account(plot: Plot, service: Service) -> Iterator[Expected]:
    root = f"arn:aws:iam::{plot.account.id}:root"
    expect = plot.account.declared.get("expect_account", {})
    for control in service.account_controls:
        yield Expected(plot.account.id, GLOBAL, control, root, expect.get(control, "pass"))


def _of_kind(plot: Plot, kind: Kind, place: str) -> Iterator[Expected]:
    """A row for each resource and control. Where the list was denied, or is empty, one for all."""
    planted = list(kind.planted(plot, place))
    denied = _declared_status(plot, kind, place)
    if denied or not planted:
        if not kind.stands_for_all(plot, place) and not denied:
            return
        everything = {"expect": dict.fromkeys(kind.controls, denied or "not_applicable")}
        arn = kind.population.format(region=place, account=plot.account.id)
        planted = [Planted(arn, place, everything)]
    for one in planted:
        expect = one.declared.get("expect", {})
        for control in kind.controls:
            status = expect.get(control, "pass")
            yield Expected(plot.account.id, one.region, control, one.arn, status)


def _declared_status(plot: Plot, kind: Kind, place: str) -> str:
    populations: Iterable[Declared] = plot.account.declared.get("expect_populations", ())
    statuses = {(one["region"], one["type"]): str(one["status"]) for one in populations}
    return statuses.get((place, kind.name), "")


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
