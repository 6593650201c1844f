from compliance.collectors.resource import Resource
from compliance.collectors.wafv2 import WEB_ACL
from compliance.controls.control import Context, Outcome, Severity, control, failed, passed
from compliance.controls.waf.association import is_associated


@control(
    title="Each web ACL protects at least one resource",
    severity=Severity.MEDIUM,
    resource_type=WEB_ACL,
    needs=("wafv2", "wafv2global", "apigateway", "cloudfront"),
    remediation="Associate the web ACL with what it should protect, or delete it.",
    source="PCI DSS 4.0.1 6.4.2; AWS WAF Developer Guide, associating protection with resources",
)
def judge(web_acl: Resource, context: Context) -> Outcome:
    """A web ACL that nothing uses filters nothing, and hides that nothing is filtered."""
    if is_associated(web_acl, context.estate):
        return passed("The web ACL protects at least one resource.")
    return failed("The web ACL protects no resource.")
