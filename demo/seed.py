"""Seed the made-up company's estate into an endpoint that speaks AWS.

    python -m demo.seed --endpoint-url http://127.0.0.1:5000

Progress goes to standard error, a summary as JSON to standard output: each account with its id,
name, role, external id and regions. A second run finds what is there and plants nothing twice.
"""

import argparse
import json
import sys
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime

from demo.estate import EXTERNAL_ID, DeclaredAccount, declared_accounts
from demo.plant_keys import plant_keys
from demo.plant_policies import plant_policies
from demo.plant_secrets import plant_secrets
from demo.plant_trails import plant_buckets, plant_trails
from demo.planting import Plot, open_plot

THREADS = 4
# Secrets and trails name keys, and trails name buckets, those of other accounts too.
STEPS: tuple[tuple[str, Callable[[Plot], None]], ...] = (
    ("keys", plant_keys),
    ("secrets", plant_secrets),
    ("buckets", plant_buckets),
    ("trails", plant_trails),
    ("policies", plant_policies),
)


def main() -> None:
    """Seed and print the summary."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--endpoint-url", required=True)
    options = parser.parse_args()
    accounts = seed(options.endpoint_url, now=datetime.now(UTC), say=_say)
    summary = [
        {
            "account_id": one.id,
            "name": one.name,
            "role_arn": one.role_arn,
            "external_id": EXTERNAL_ID,
            "regions": list(one.regions),
        }
        for one in accounts
    ]
    print(json.dumps({"accounts": summary}))


def seed(
    endpoint_url: str, *, now: datetime, say: Callable[[str], None] = lambda _: None
) -> list[DeclaredAccount]:
    """Plant every declared account; dates are relative to `now`."""
    accounts = declared_accounts()
    plots = [open_plot(one, endpoint_url, now) for one in accounts]
    plots[0].post("refusals", [])
    for name, plant in STEPS:
        say(f"seeding {name}")
        with ThreadPoolExecutor(THREADS) as pool:
            list(pool.map(plant, plots))
    say("laying down dates and refusals")
    plots[0].post("members", [one for plot in plots for one in plot.members])
    plots[0].post("refusals", [one for plot in plots for one in plot.refusals])
    return accounts


def _say(line: str) -> None:
    print(line, file=sys.stderr, flush=True)


if __name__ == "__main__":
    main()
