from compliance.aws.answers import NotCollected
from compliance.collectors.resource import Resource
from compliance.collectors.shield import PROTECTION
from compliance.controls.control import (
    Context,
    Outcome,
    Severity,
    control,
    failed,
    not_applicable,
    passed,
)

# AWS Shield Developer Guide, health-based detection: every kind of resource but these.
HOSTED_ZONE = ":hostedzone/"
# Automatic mitigation changes the web ACL of these (AWS Shield Developer Guide, "Automating
# application layer DDoS mitigation").
APPLICATION_LAYER = (":loadbalancer/app/", ":distribution/")


@control(
    title="Protections watch health, and answer application layer attacks by themselves",
    severity=Severity.LOW,
    resource_type=PROTECTION,
    needs=("shield",),
    remediation=(
        "Associate a Route 53 health check with the protection; for a load balancer or a "
        "distribution, turn on automatic application layer mitigation."
    ),
    source="AWS Shield API, Protection",
)
def judge(protection: Resource, _context: Context) -> Outcome:
    """Without a health check Shield sees traffic, but not whether the application suffers."""
    entry = protection["protection"]
    arn = str(entry.get("ResourceArn") or "")
    if not arn:
        raise NotCollected("shield:ListProtections", "the answer has no ResourceArn")
    if HOSTED_ZONE in arn:
        return not_applicable("Protections of hosted zones take no health check.")
    missing = [] if entry.get("HealthCheckIds") else ["no health check"]
    response = entry.get("ApplicationLayerAutomaticResponseConfiguration", {}).get("Status")
    if response != "ENABLED" and any(kind in arn for kind in APPLICATION_LAYER):
        missing.append("no automatic application layer response")
    if missing:
        return failed(f"The protection of {arn} has {' and '.join(missing)}.")
    return passed(f"The protection of {arn} has what its kind of resource can have.")
