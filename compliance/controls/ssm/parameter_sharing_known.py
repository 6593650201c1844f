import json
from collections.abc import Mapping, Sequence
from typing import Any

from compliance.collectors.resource import Resource
from compliance.collectors.ssm import PARAMETER, UNSHARED_TIER
from compliance.controls.control import (
    Context,
    Outcome,
    Severity,
    control,
    not_applicable,
    not_determined,
    passed,
)
from compliance.controls.outsiders import judge_outsiders
from compliance.controls.ssm.parameter import entry


@control(
    title="Parameters are shared with trusted accounts only",
    severity=Severity.HIGH,
    resource_type=PARAMETER,
    needs=("ssm",),
    params={"trusted_accounts": [], "trusted_orgs": []},
    remediation="Remove the resource share in RAM or the policy, or record the trust.",
    source="PCI DSS 4.0.1 7.2.5; SSM API, PutResourcePolicy and GetResourcePolicies",
)
def judge(parameter: Resource, context: Context) -> Outcome:
    """Whoever runs an outside account decides who in it may read a parameter shared with it."""
    if entry(parameter, "Tier") == UNSHARED_TIER:
        return not_applicable("The parameter's tier is Standard, which cannot be shared.")
    policies = parameter["policies"].get("Policies", ())
    if not policies:
        return passed("The parameter has no resource policy, so it is not shared.")
    policy = _united(policies)
    if not policy:
        return not_determined("A resource policy of the parameter is no readable policy.")
    return judge_outsiders(parameter, policy, context, service="ssm") or passed(
        "The parameter is shared with no outsider who is not on the list."
    )


def _united(policies: Sequence[Mapping[str, Any]]) -> str:
    """All statements as one policy, since each Deny holds for all; empty if one is unreadable."""
    texts = [one.get("Policy") or "" for one in policies]
    if len(texts) == 1:
        return str(texts[0])
    try:
        read = [json.loads(text) for text in texts]
        written = [one["Statement"] for one in read]
    except (ValueError, TypeError, KeyError):
        return ""
    statements = [
        one for group in written for one in (group if isinstance(group, list) else [group])
    ]
    return json.dumps({**read[0], "Statement": statements})
