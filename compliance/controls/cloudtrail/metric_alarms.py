from compliance.collectors.resource import Resource
from compliance.controls.cloudtrail.families import FAMILIES
from compliance.controls.cloudtrail.watched import watching
from compliance.controls.control import (
    ACCOUNT,
    Context,
    Outcome,
    Severity,
    control,
    failed,
    not_determined,
    passed,
)


@control(
    title="Alarms exist for the sensitive families of events, and reach a subscriber",
    severity=Severity.MEDIUM,
    resource_type=ACCOUNT,
    needs=("cloudtrail", "cloudwatch", "logs"),
    params={"families": sorted(FAMILIES), "max_events": 1, "max_age_hours": 24},
    remediation=(
        "Deliver a multi-Region trail to CloudWatch Logs; create a metric filter for each family "
        "and an alarm on its metric that sends to an SNS topic with a confirmed subscription. "
        "Where another system watches, record an exception with the evidence of it."
    ),
    source=(
        "AWS Security Hub CloudWatch.1 to CloudWatch.14; "
        "CIS AWS Foundations 3.0 and 5.0: 4.1 to 4.15; 6.0 and 7.0: 5.1 to 5.15"
    ),
)
def judge(_account: Resource, context: Context) -> Outcome:
    """Changes to logging, access and networks go unnoticed until the harm is done.

    The filter's pattern is compared by the events that it matches, not by its text, and several
    filters may share a family. An alarm must go off at `max_events` events in a period.
    EventBridge rules, log alarms and other systems, which may stand in, are not looked at.
    """
    families = sorted(context.params["families"])
    if unknown := [name for name in families if name not in FAMILIES]:
        return not_determined(f"There are no such families of events: {', '.join(unknown)}.")
    found = watching(
        context.estate,
        count=int(context.params["max_events"]),
        max_age_hours=int(context.params["max_age_hours"]),
        now=context.now,
    )
    silent = [name for name in families if not found.is_heard(FAMILIES[name])]
    if not silent:
        return passed(f"Alarms reach a subscriber for {', '.join(families)}.")
    doubts = {name: found.doubt(FAMILIES[name]) for name in silent}
    if missing := [name for name, doubt in doubts.items() if doubt is None]:
        return failed(
            f"No alarm reaches a subscriber for {', '.join(missing)}; EventBridge rules and other "
            "systems are not counted."
        )
    reasons = sorted({str(doubt).rstrip(".") for doubt in doubts.values()})
    return not_determined(
        f"It is not certain that an alarm reaches a subscriber for {', '.join(silent)}: "
        f"{'; '.join(reasons)}."
    )
