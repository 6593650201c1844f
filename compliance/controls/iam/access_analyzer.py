from compliance.collectors.accessanalyzer import (
    ANALYZER_LIST,
    ANALYZERS,
    EXTERNAL_TYPES,
    is_external_and_active,
)
from compliance.collectors.resource import Resource
from compliance.controls.control import Context, Outcome, Severity, control, failed, passed


@control(
    title="An external access analyzer is active in each Region in use",
    severity=Severity.HIGH,
    resource_type=ANALYZERS,
    needs=("accessanalyzer",),
    remediation="Create an external access analyzer in the Region, for the organization if any.",
    source=(
        "AWS Security Hub IAM.28; AWS Config iam-external-access-analyzer-enabled; CIS AWS "
        "Foundations 3.0: 1.20; 5.0: 1.19; 6.0: 2.19; 7.0: 2.18"
    ),
)
def judge(analyzers: Resource, _context: Context) -> Outcome:
    """What is opened to another account or to everyone stays so until somebody stumbles on it.

    Analyzers of unused or internal access look for something else and do not count. An
    organisation's analyzer shows only in the account that has it, so the reason names that limit.
    """
    listed = analyzers["analyzers"][ANALYZER_LIST[1]]
    if active := sorted(one["name"] for one in listed if is_external_and_active(one)):
        return passed(f"The external access analyzer {active[0]} is active in the Region.")
    idle = sorted(
        f"{one['name']} is {one.get('status')}"
        for one in listed
        if one.get("type") in EXTERNAL_TYPES
    )
    if idle:
        return failed(f"No external access analyzer is active in the Region: {', '.join(idle)}.")
    return failed(
        "The account has no external access analyzer in the Region; an organization's analyzer in "
        "another account cannot be seen from here."
    )
