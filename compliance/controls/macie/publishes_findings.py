from compliance.aws.answers import NotCollected
from compliance.collectors.macie2 import GET_SESSION, PUBLICATION, SESSION
from compliance.collectors.resource import Resource
from compliance.controls.control import Context, Outcome, Severity, control, failed, passed
from compliance.controls.macie.session import why_idle


@control(
    title="Macie's findings go to Security Hub, and soon",
    severity=Severity.LOW,
    resource_type=SESSION,
    needs=("macie2",),
    params={"frequencies": ["FIFTEEN_MINUTES", "ONE_HOUR"]},
    remediation="Publish sensitive data findings to Security Hub, refreshed every hour at least.",
    source="Amazon Macie API, GetFindingsPublicationConfiguration",
)
def judge(session: Resource, context: Context) -> Outcome:
    """A finding in a console that nobody opens is a finding that nobody acts on.

    Policy findings are published by default, those of sensitive data only where it was chosen.
    """
    if idle := why_idle(session):
        return failed(f"{idle} Nothing is published.")
    hub = session["publication"].get("securityHubConfiguration") or {}
    is_published = hub.get("publishClassificationFindings")
    frequency = session["session"].get("findingPublishingFrequency")
    if is_published is None:
        raise NotCollected(PUBLICATION, "the answer has no publishClassificationFindings")
    if not is_published:
        return failed(f"Findings of sensitive data in {session.region} are not published.")
    if not frequency:
        raise NotCollected(GET_SESSION, "the answer has no findingPublishingFrequency")
    if frequency not in context.params["frequencies"]:
        return failed(f"Findings are published, and refreshed at {frequency} only.")
    return passed(f"Findings are published, and refreshed at {frequency}.")
