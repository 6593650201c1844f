from compliance.collectors.cloudtrail import TRAIL
from compliance.collectors.resource import Resource
from compliance.controls.cloudtrail.coverage import is_logging
from compliance.controls.cloudtrail.ownership import owned_fact
from compliance.controls.control import Context, Outcome, Severity, control, failed, passed

KINDS = ("ApiCallRateInsight", "ApiErrorRateInsight")


@control(
    title="CloudTrail Insights are on",
    severity=Severity.LOW,
    resource_type=TRAIL,
    needs=("cloudtrail",),
    remediation="Enable Insights events for call rates and error rates on the trail.",
    source="Prowler cloudtrail_insights_exist; CloudTrail API, GetInsightSelectors",
)
def judge(trail: Resource, _context: Context) -> Outcome:
    """A burst of calls or of errors, as an intruder makes, stands out only if rates are watched.

    One of the two kinds is enough. A trail that is stopped records no Insights either.
    """
    if trail["trail"].get("HasInsightSelectors") is not True:
        return failed("Insights are off.")
    selectors = owned_fact(trail, "insights").get("InsightSelectors") or ()
    found = sorted(one["InsightType"] for one in selectors if one.get("InsightType") in KINDS)
    if not found:
        return failed("Insights are off.")
    if not is_logging(trail):
        return failed("Insights are on, but the trail is not logging.")
    return passed(f"Insights are on: {', '.join(found)}.")
