from compliance.collectors.resource import Resource
from compliance.collectors.ssm import PARAMETER
from compliance.controls.control import Context, Outcome, Severity, control, failed, passed
from compliance.controls.ssm.parameter import CREDENTIAL_NAMES, not_secure, secret_sign


@control(
    title="Credentials that need rotation are kept where they can rotate, in Secrets Manager",
    severity=Severity.MEDIUM,
    resource_type=PARAMETER,
    needs=("ssm",),
    params={"secret_pattern": CREDENTIAL_NAMES},
    remediation=(
        "Create a secret with rotation in Secrets Manager; readers of the parameter can go on by "
        "/aws/reference/secretsmanager/ and the secret's name. Where a parameter has to stay, "
        "record an exception with the proof of rotation by hand."
    ),
    source="PCI DSS 4.0.1 8.6.3; SSM User Guide, AWS Systems Manager Parameter Store",
)
def judge(parameter: Resource, context: Context) -> Outcome:
    """Parameter Store cannot rotate, so a credential in it lives until somebody remembers it.

    A heuristic on name, description and tags, as in ssm.no-plaintext-secrets.
    """
    if outcome := not_secure(parameter):
        return outcome
    if sign := secret_sign(parameter, str(context.params["secret_pattern"])):
        return failed(
            f"The {sign} looks like that of a credential, and Parameter Store cannot rotate it."
        )
    return passed("Neither name nor description nor tags look like those of a credential.")
