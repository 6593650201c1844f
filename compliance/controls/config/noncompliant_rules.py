from collections import Counter

from compliance.collectors.config import RECORDING
from compliance.collectors.resource import Resource
from compliance.controls.control import (
    Context,
    Outcome,
    Severity,
    control,
    failed,
    not_applicable,
    not_determined,
    passed,
)


@control(
    title="Few rules of AWS Config are not complied with",
    severity=Severity.MEDIUM,
    resource_type=RECORDING,
    needs=("config",),
    params={"max_share": 0.1},
    remediation="Bring the resources into line, or record an exception with its owner.",
    source="Config API, DescribeComplianceByConfigRule",
)
def judge(place: Resource, context: Context) -> Outcome:
    """Rules that are broken for long hide the one that was broken today.

    The share is of the rules that have a result. A rule without one has no resource in its
    scope, or was not evaluated; Config does not tell which. Who owns a broken rule is known by
    the exception of its finding, which Config has no place for.
    """
    found = Counter(
        str(one.get("Compliance", {}).get("ComplianceType"))
        for one in place["rules"].get("ComplianceByConfigRules", ())
    )
    if not found:
        return not_applicable("There are no rules.")
    broken = found["NON_COMPLIANT"]
    judged = broken + found["COMPLIANT"]
    if not judged:
        return not_determined(f"None of {found.total()} rules has a result.")
    told = f"{broken} of {judged} rules with a result are not complied with"
    others = found.total() - judged
    told += f", {others} have none" if others else ""
    share = float(context.params["max_share"])
    if broken > share * judged:
        return failed(f"{told}; at most {share:.0%} may be.")
    return passed(f"{told}.")
