from compliance.aws.answers import NotCollected
from compliance.collectors.inspector2 import ACCOUNT_STATUS, CONFIGURATION
from compliance.collectors.resource import Resource
from compliance.controls.control import (
    Context,
    Outcome,
    Severity,
    Status,
    control,
    failed,
    passed,
)
from compliance.controls.inspector.scanning import scans

FOR_EVER = "LIFETIME"
SET = "SUCCESS"


@control(
    title="Amazon Inspector scans images in ECR, and scans them again",
    severity=Severity.HIGH,
    resource_type=ACCOUNT_STATUS,
    needs=("inspector2",),
    params={"min_rescan_days": 0},
    remediation="Activate ECR scanning, and let images be scanned again for as long as they run.",
    source="Security Hub FSBP Inspector.2; Amazon Inspector API, GetConfiguration",
)
def judge(account: Resource, context: Context) -> Outcome:
    """An image is as vulnerable as what was learnt since it was pushed, if anybody looks again.

    Enhanced scanning replaces the basic one. Images older than the duration are not looked at any
    more; `min_rescan_days` asks for more days than were chosen, 0 for none in particular. Each
    account is judged by its own status; a suspended account was left behind and fails.
    """
    outcome = scans(account, "ecr", "ecr", "images in ECR")
    if outcome.status is not Status.PASS:
        return outcome
    least = int(context.params["min_rescan_days"])
    days = _days(account)
    if days is None:
        return passed(
            f"Images in {account.region} are scanned again for as long as they are kept."
        )
    again = f"Images in {account.region} are scanned again for {days} days"
    return failed(f"{again}; the least are {least}.") if days < least else passed(f"{again}.")


def _days(account: Resource) -> int | None:
    """For how many days after its push an image is scanned again; None for ever."""
    configuration = account["configuration"].get("ecrConfiguration") or {}
    state = configuration.get("rescanDurationState") or {}
    duration, status = str(state.get("rescanDuration") or ""), state.get("status")
    if status != SET:
        raise NotCollected(CONFIGURATION, f"the rescan duration {duration} is {status}")
    if duration == FOR_EVER:
        return None
    if not duration.removeprefix("DAYS_").isdigit():
        raise NotCollected(CONFIGURATION, f"the rescan duration is {duration or 'not told'}")
    return int(duration.removeprefix("DAYS_"))
