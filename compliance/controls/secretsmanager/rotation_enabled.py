from compliance.collectors.resource import Resource
from compliance.collectors.secretsmanager import SECRET
from compliance.controls.control import (
    Context,
    Outcome,
    Severity,
    control,
    failed,
    not_applicable,
    passed,
)
from compliance.controls.secretsmanager.secret import (
    is_rotating,
    rotates_elsewhere,
    rotates_in_other_account,
)


@control(
    title="Automatic rotation is configured",
    severity=Severity.MEDIUM,
    resource_type=SECRET,
    needs=("secretsmanager",),
    params={"not_a_credential_tag": ""},
    remediation="Attach a rotation function, or turn on managed rotation, with a schedule.",
    source="AWS FSBP SecretsManager.1; AWS Config secretsmanager-rotation-enabled-check",
)
def judge(secret: Resource, context: Context) -> Outcome:
    """A secret that nothing replaces serves a thief for as long as it serves its owner.

    Secrets of other services rotate without a function of the account, so none is asked for. What
    is no credential may be tagged with the key in `not_a_credential_tag` and the accepted reason
    as its value; by default no tag exempts, since whoever may tag could then exempt anything.
    """
    if outcome := rotates_elsewhere(secret, context.estate):
        return outcome
    if is_rotating(secret):
        return passed("Automatic rotation is on.")
    if reason := _exemption(secret, str(context.params["not_a_credential_tag"])):
        return not_applicable(f"The secret is tagged as no credential: {reason}.")
    return rotates_in_other_account(secret) or failed("Automatic rotation is off.")


def _exemption(secret: Resource, tag: str) -> str:
    if not tag:
        return ""
    tags = secret["secret"].get("Tags") or ()
    return next((str(one.get("Value", "")) for one in tags if one.get("Key") == tag), "")
