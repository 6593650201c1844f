from compliance.aws.answers import NotCollected
from compliance.collectors.artifact import SETTINGS
from compliance.collectors.resource import Resource
from compliance.controls.control import (
    ACCOUNT,
    Context,
    Outcome,
    Severity,
    control,
    failed,
    passed,
)

SUBSCRIBED = {"SUBSCRIBED": True, "NOT_SUBSCRIBED": False}


@control(
    title="The account is told of new reports in AWS Artifact",
    severity=Severity.LOW,
    resource_type=ACCOUNT,
    needs=("artifact",),
    remediation="Subscribe in the settings of AWS Artifact, and say who is written to.",
    source="PCI DSS 4.0.1 12.8.4; AWS Artifact API, GetAccountSettings",
)
def judge(_account: Resource, context: Context) -> Outcome:
    """Whoever is not told of a new version keeps on relying on the old one."""
    for population in context.estate.populations(SETTINGS):
        if population.absent:
            raise NotCollected(population.operation, population.absent)
    (settings,) = context.estate.every(SETTINGS)
    told = settings["settings"].get("accountSettings", {}).get("notificationSubscriptionStatus")
    if told not in SUBSCRIBED:
        raise NotCollected("artifact:GetAccountSettings", f"the subscription's status is {told}")
    if SUBSCRIBED[told]:
        return passed("The account is subscribed to notifications of AWS Artifact.")
    return failed("The account is not subscribed to notifications of AWS Artifact.")
