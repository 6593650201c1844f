from compliance.aws.answers import NotCollected
from compliance.collectors.resource import Resource
from compliance.collectors.wafv2 import LOG_SCOPES, WEB_ACL
from compliance.controls.control import (
    Context,
    Outcome,
    Severity,
    control,
    failed,
    not_applicable,
    passed,
)
from compliance.controls.waf.association import is_associated


@control(
    title="Web ACLs log the requests that they inspect",
    severity=Severity.LOW,
    resource_type=WEB_ACL,
    needs=("wafv2", "wafv2global", "apigateway", "cloudfront"),
    remediation=(
        "Turn on logging to a log group, bucket or delivery stream whose name begins with "
        "aws-waf-logs-."
    ),
    source="AWS Security Hub WAF.11; AWS Config wafv2-logging-enabled",
)
def judge(web_acl: Resource, context: Context) -> Outcome:
    """Without logs nobody can tell afterwards what an attacker sent, or what got through.

    A configuration that Security Lake or CloudWatch manages counts as well as the account's own.
    A web ACL that protects nothing inspects nothing; waf.web-acl-associated judges that.
    """
    if not is_associated(web_acl, context.estate):
        return not_applicable("The web ACL protects nothing and inspects no request.")
    unread: NotCollected | None = None
    for scope in LOG_SCOPES:
        try:
            destinations = _destinations(web_acl, scope)
        except NotCollected as missing:
            unread = unread or missing
            continue
        if destinations:
            return passed(f"Requests are logged to {', '.join(destinations)} (scope {scope}).")
    if unread is not None:
        raise unread
    return failed("The web ACL has no logging configuration.")


def _destinations(web_acl: Resource, scope: str) -> list[str]:
    found = web_acl[f"logging {scope}"]["LoggingConfigurations"]
    return [arn for one in found for arn in one.get("LogDestinationConfigs") or ()]
