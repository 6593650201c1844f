from compliance.collectors.resource import Resource
from compliance.collectors.secretsmanager import SECRET
from compliance.controls.control import Context, Outcome, Severity, control, failed, passed


@control(
    title="Secrets carry the required tags",
    severity=Severity.LOW,
    resource_type=SECRET,
    needs=("secretsmanager",),
    params={"required_tags": ["owner"]},
    remediation="Tag the secret.",
    source="AWS Security Hub SecretsManager.5; AWS Config tagged-secretsmanager-secret",
)
def judge(secret: Resource, context: Context) -> Outcome:
    """A secret that belongs to nobody is rotated and removed by nobody.

    Keys of tags are compared letter for letter, as AWS does.
    """
    held = {one.get("Key") for one in secret["secret"].get("Tags") or ()}
    if missing := [one for one in context.params["required_tags"] if one not in held]:
        return failed(f"The secret lacks the tags {', '.join(missing)}.")
    return passed("The secret has the required tags.")
