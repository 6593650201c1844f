from datetime import datetime, timedelta

from compliance.collectors.resource import Resource
from compliance.collectors.ssm import PARAMETER
from compliance.controls.control import (
    Context,
    Outcome,
    Severity,
    control,
    failed,
    not_applicable,
    passed,
)
from compliance.controls.iso import iso
from compliance.controls.ssm.parameter import entry, not_secure, tags


@control(
    title="SecureString parameters were changed within the allowed age",
    severity=Severity.MEDIUM,
    resource_type=PARAMETER,
    needs=("ssm",),
    params={"max_age_days": 90, "not_a_credential_tag": ""},
    remediation=(
        "Put a new value, or set the frequency by a targeted risk analysis and record it as this "
        "control's limit."
    ),
    source="PCI DSS 4.0.1 8.3.9 and 8.6.3; SSM API, ParameterMetadata LastModifiedDate",
)
def judge(parameter: Resource, context: Context) -> Outcome:
    """The older a credential is, the more people and places have seen it.

    The date moves with the description, the tier and the policies too, so the value may be older
    than it says, never younger. What is no credential may be tagged with the key in
    `not_a_credential_tag`; by default no tag exempts, since whoever may tag could exempt anything.
    """
    if outcome := not_secure(parameter) or _exempted(parameter, context):
        return outcome
    changed: datetime = entry(parameter, "LastModifiedDate")
    days = int(context.params["max_age_days"])
    if changed < context.now - timedelta(days=days):
        return failed(f"Last changed at {iso(changed)}; the limit is {days} days.")
    return passed(f"Last changed at {iso(changed)}, within {days} days.")


def _exempted(parameter: Resource, context: Context) -> Outcome | None:
    key = str(context.params["not_a_credential_tag"])
    if not key:
        return None
    reasons = [str(one.get("Value", "")) for one in tags(parameter) if one["Key"] == key]
    if not reasons:
        return None
    return not_applicable(f"The parameter is tagged as no credential: {reasons[0]}.")
