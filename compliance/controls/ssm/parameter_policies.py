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
from compliance.controls.ssm.parameter import CREDENTIAL_NAMES, entry, not_secure, secret_sign

REMINDING = frozenset({"Expiration", "ExpirationNotification", "NoChangeNotification"})


@control(
    title="Parameters that look like credentials expire, or remind of their change",
    severity=Severity.LOW,
    resource_type=PARAMETER,
    needs=("ssm",),
    params={"secret_pattern": CREDENTIAL_NAMES},
    remediation="Move the parameter to the advanced tier and attach a parameter policy.",
    source="SSM User Guide, Assigning parameter policies; SSM API, ParameterInlinePolicy",
)
def judge(parameter: Resource, context: Context) -> Outcome:
    """Nothing rotates a parameter, and without a policy nothing reminds of it either.

    Only the advanced tier can hold policies, so of the standard one it is not asked. A policy that
    AWS could not apply counts as none.
    """
    if outcome := not_secure(parameter):
        return outcome
    if not secret_sign(parameter, str(context.params["secret_pattern"])):
        return not_applicable("The parameter does not look like a credential.")
    if entry(parameter, "Tier") == "Standard":
        return not_applicable(
            "The parameter's tier is Standard, which has no policies; the advanced one has."
        )
    policies = parameter["parameter"].get("Policies") or ()
    held = {one.get("PolicyType") for one in policies if one.get("PolicyStatus") != "Failed"}
    if found := sorted(REMINDING & held):
        return passed(f"The parameter has a policy of type {', '.join(found)}.")
    return failed("The parameter has no policy that lets it expire or reminds of its change.")
