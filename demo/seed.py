"""Seed the made-up company's estate into an endpoint that speaks AWS.

    python -m demo.seed --endpoint-url http://127.0.0.1:5000 [--scale N] [--truth-file FILE]

Progress goes to standard error, a summary as JSON to standard output: each account with its id,
name, role, external id and regions, and the file with the findings that are to be expected. A
second run finds what is there and plants nothing twice.
"""

import argparse
import json
import sys
import urllib.error
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime
from pathlib import Path

from demo.estate import EXTERNAL_ID, DeclaredAccount, declared_accounts
from demo.planting import Plot, open_plot, plant_role, post
from demo.service import services_in_order
from demo.truth import as_json, truth

THREADS = 4
Say = Callable[[str], None]


def main() -> None:
    """Seed and print the summary."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--endpoint-url", required=True)
    parser.add_argument("--scale", type=int, default=1, help="multiply what is counted")
    parser.add_argument("--truth-file", type=Path, help="write the expected findings here")
    options = parser.parse_args()
    endpoint_url = options.endpoint_url.rstrip("/")
    accounts = seed(endpoint_url, now=datetime.now(UTC), scale=options.scale, say=_say)
    if options.truth_file:
        rows = truth(endpoint_url, scale=options.scale)
        options.truth_file.write_text("".join(f"{as_json(row)}\n" for row in rows), "utf-8")
    path = str(options.truth_file) if options.truth_file else None
    print(json.dumps({"accounts": [_summary(one) for one in accounts], "truth_file": path}))


def seed(
    endpoint_url: str, *, now: datetime, scale: int = 1, say: Say = lambda _: None
) -> list[DeclaredAccount]:
    """Plant every declared account; dates are relative to `now`."""
    accounts = declared_accounts(scale)
    plots = [open_plot(one, endpoint_url, now) for one in accounts]
    takes_patches = _takes_patches(endpoint_url)
    if takes_patches:
        post(endpoint_url, "patch", _enabled_regions(plots))
    for plot in plots:
        plot.has_functions = takes_patches
    with ThreadPoolExecutor(THREADS) as pool:
        list(pool.map(plant_role, plots))
        for service in services_in_order():
            say(f"seeding {service.name}")
            places = [(plot, place) for plot in plots for place in service.places(plot)]
            list(pool.map(lambda place, plant=service.plant: plant(*place), places))
    if takes_patches:
        say("laying down dates, declared answers, events and denials")
        post(endpoint_url, "patch", [one for plot in plots for one in plot.patches])
        post(endpoint_url, "answers", [one for plot in plots for one in plot.answers])
        post(endpoint_url, "events", [one for plot in plots for one in plot.events])
        post(endpoint_url, "faults", [one for plot in plots for one in _faults(plot)])
    else:
        say("no demo.aws_server: all is as old as this run, nothing is denied, and what the")
        say("emulator lacks is missing")
    return accounts


def _takes_patches(endpoint_url: str) -> bool:
    """Whether it is a `demo.aws_server`; a plain emulator has no such door."""
    try:
        post(endpoint_url, "patch", [])
    except urllib.error.HTTPError:
        return False
    return True


def _enabled_regions(plots: Sequence[Plot]) -> list[dict[str, object]]:
    """The Regions that accounts have by choice, to be enabled before anything is put there."""
    return [
        {
            "operation": "ec2:DescribeRegions",
            "resource": f"arn:aws:ec2::{plot.account.id}:region/{region}",
            "members": {"OptInStatus": "opted-in"},
        }
        for plot in plots
        for region in plot.account.declared.get("opt_in", ())
    ]


def _faults(plot: Plot) -> list[dict[str, object]]:
    denied = plot.account.declared.get("deny", ())
    whole = [{"how": "denied", "account": plot.account.id, **one} for one in denied]
    return [*plot.faults, *whole]


def _summary(account: DeclaredAccount) -> dict[str, object]:
    return {
        "account_id": account.id,
        "name": account.name,
        "role_arn": account.role_arn,
        "external_id": EXTERNAL_ID,
        "regions": list(account.regions),
    }


def _say(line: str) -> None:
    print(line, file=sys.stderr, flush=True)


if __name__ == "__main__":
    main()
