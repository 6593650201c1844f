from collections.abc import Sequence
from datetime import timedelta

from compliance.collectors.inspector2 import ACCOUNT_STATUS, SCANNED
from compliance.collectors.resource import Resource
from compliance.controls.control import (
    Context,
    Outcome,
    Severity,
    control,
    failed,
    not_applicable,
    passed,
)
from compliance.controls.inspector.covered import Covered, covered
from compliance.controls.inspector.scanning import ENABLED, account_status, is_scanned

# So many resources a reason names; the evidence has all of them.
TOLD = 10


@control(
    title="Nearly all that could be scanned was scanned lately",
    severity=Severity.HIGH,
    resource_type=ACCOUNT_STATUS,
    needs=("inspector2",),
    params={
        "min_share": 0.95,
        "max_age_days": 90,
        "left_aside_reasons": ["EC2_INSTANCE_STOPPED", "RESOURCE_STOPPED", "RESOURCE_TERMINATED"],
    },
    remediation=(
        "Mend the reasons: manage instances by Systems Manager or scan them without an agent, "
        "replace unsupported systems, let images be scanned again."
    ),
    source="PCI DSS 4.0.1 11.3.1 and 11.3.1.2; Amazon Inspector API, ListCoverage",
)
def judge(account: Resource, context: Context) -> Outcome:
    """What is switched on and reaches a part of the hosts only, says nothing of the others.

    With or without an agent the inside of a host is read, as authenticated scanning asks; an
    entry for the network alone does not count. What is stopped or gone is left aside. Amazon
    Inspector is no approved scanning vendor: scans from outside (11.3.2) it never replaces.
    """
    off = [kind for kind in SCANNED if not is_scanned(account, kind)]
    # One that is seen is enough to fail, whatever else was not listed.
    seen = [kind for kind in off if (account.facts[kind].parsed or {}).get("is_empty") is False]
    if seen:
        return failed(f"In {account.region} nothing is scanned of {', '.join(seen)}.")
    counts = [str(account[kind]["count"]) for kind in off]
    if account_status(account) != ENABLED:
        return not_applicable(f"There is nothing to be scanned: {'; '.join(counts)}.")
    since = context.now - timedelta(days=int(context.params["max_age_days"]))
    left_aside = set(context.params["left_aside_reasons"])
    entries = list(account["coverage"]["coveredResources"])
    types = covered(entries, since=since, left_aside=left_aside)
    if not types:
        aside = ", which are all left aside as stopped or gone" if entries else ""
        counted = f"inspector2:ListCoverage returned {len(entries)} resources{aside}"
        return not_applicable(f"There is nothing to be scanned: {counted}.")
    poor = [one for one in types if one.share < float(context.params["min_share"])]
    told = "; ".join(_told(one) for one in poor or types)
    return failed(f"{told}.") if poor else passed(f"{told}.")


def _told(one: Covered) -> str:
    rest = "; ".join(f"{reason}: {_some(names)}" for reason, names in one.rest.items())
    return f"{one.resource_type}: {one.scanned} of {one.eligible} scanned" + (
        f" ({rest})" if rest else ""
    )


def _some(names: Sequence[str]) -> str:
    more = f" and {len(names) - TOLD} more" if len(names) > TOLD else ""
    return f"{', '.join(names[:TOLD])}{more}"
