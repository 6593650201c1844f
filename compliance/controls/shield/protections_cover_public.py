from compliance.collectors.endpoint import ENDPOINT
from compliance.collectors.resource import Estate, Resource
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
from compliance.controls.endpoint import OUT_OF_SCOPE, beside_the_question
from compliance.controls.shield.subscription import not_subscribed


@control(
    title="Public load balancers and distributions have a Shield Advanced protection",
    severity=Severity.MEDIUM,
    resource_type=ENDPOINT,
    needs=("elbv2", "cloudfront", "apigateway", "appsync", "shield"),
    params={OUT_OF_SCOPE: []},
    remediation="Add a protection, or a Firewall Manager policy that adds them.",
    source="AWS Shield Developer Guide, resources that Shield Advanced protects",
)
def judge(endpoint: Resource, context: Context) -> Outcome:
    """A subscription protects nothing until each resource is added to it.

    A network load balancer is protected by way of its Elastic IP addresses: each needs a
    protection. Classic load balancers, accelerators, hosted zones and addresses of instances are
    not looked at.
    """
    if outcome := not_subscribed(context.estate) or beside_the_question(endpoint, context.params):
        return outcome
    if not endpoint.facts.keys() & {"load_balancer", "distribution"}:
        return not_applicable("Shield Advanced protects no APIs of themselves.")
    arns = _protected_as(endpoint)
    if not arns:
        return failed("The load balancer has no Elastic IP address that could be protected.")
    bare = [arn for arn in arns if not _is_protected(arn, context.estate)]
    if bare:
        return failed(f"There is no protection of {', '.join(bare)}.")
    return passed("The endpoint has a Shield Advanced protection.")


def _protected_as(endpoint: Resource) -> list[str]:
    """The ARNs under which protections name the endpoint."""
    if "load_balancer" not in endpoint.facts:
        return [endpoint.arn]
    entry = endpoint["load_balancer"]
    if entry["Type"] != "network":
        return [endpoint.arn]
    partition, _, region, account = endpoint.arn.split(":")[1:5]
    return [
        f"arn:{partition}:ec2:{region}:{account}:eip-allocation/{address['AllocationId']}"
        for zone in entry.get("AvailabilityZones") or ()
        for address in zone.get("LoadBalancerAddresses") or ()
        if address.get("AllocationId")
    ]


def _is_protected(arn: str, estate: Estate) -> bool:
    """A protection that was seen is enough, whatever else was not read."""
    if any(one["protection"].get("ResourceArn") == arn for one in estate.known(PROTECTION)):
        return True
    estate.every(PROTECTION)
    return False
