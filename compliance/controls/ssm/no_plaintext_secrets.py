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
from compliance.controls.ssm.parameter import CREDENTIAL_NAMES, entry, is_secure, secret_sign

PUBLIC_PATH = "/aws/service/"


@control(
    title="No parameter that looks like a secret is stored unencrypted",
    severity=Severity.HIGH,
    resource_type=PARAMETER,
    needs=("ssm",),
    params={"secret_pattern": CREDENTIAL_NAMES, "allow_list": []},
    remediation=(
        "Move the value to Secrets Manager, or put it anew as a SecureString; then delete the old "
        "parameter, since its history keeps the clear values."
    ),
    source=(
        "PCI DSS 4.0.1 8.3.2 and 8.6.2; 45 CFR 164.312(a)(2)(iv); SSM API, ParameterMetadata Type"
    ),
)
def judge(parameter: Resource, context: Context) -> Outcome:
    """Whoever may list and get parameters reads a password that is stored in clear text.

    A heuristic: name, description and tags are looked at, the value never, since evidence would
    then hold secrets. Whatever is wrongly taken for one goes by its name into `allow_list`.
    """
    name = str(entry(parameter, "Name"))
    if name.startswith(PUBLIC_PATH):
        return not_applicable("The parameter is one that AWS publishes for everybody.")
    if name in context.params["allow_list"]:
        return not_applicable("The parameter is on the list of those that hold no secret.")
    if is_secure(parameter):
        return passed("The parameter is encrypted.")
    if sign := secret_sign(parameter, str(context.params["secret_pattern"])):
        return failed(f"The value is not encrypted, and the {sign} looks like that of a secret.")
    return passed(
        "Neither name nor description nor tags look like those of a secret; values are not read."
    )
