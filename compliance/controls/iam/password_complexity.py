from compliance.collectors.resource import Resource
from compliance.controls.control import (
    ACCOUNT,
    Context,
    Outcome,
    Severity,
    control,
    failed,
    passed,
)
from compliance.controls.iam.passwords import no_policy, rule, rules_nobody


@control(
    title="Passwords need letters and digits",
    severity=Severity.MEDIUM,
    resource_type=ACCOUNT,
    needs=("iamaccount", "credentialreport"),
    params={"require_symbols": False},
    remediation="Require digits and letters in the account's password policy.",
    source=(
        "PCI DSS 4.0.1 8.3.6; AWS Security Hub IAM.7, IAM.11, IAM.12, IAM.13 and IAM.14; AWS "
        "Config iam-password-policy"
    ),
)
def judge(_account: Resource, context: Context) -> Outcome:
    """Words of one kind of character are the first that are tried.

    Symbols are asked for only where `require_symbols` says so.
    """
    estate = context.estate
    if outcome := rules_nobody(estate) or no_policy(estate):
        return outcome
    has_letters = rule(estate, "RequireLowercaseCharacters") or rule(
        estate, "RequireUppercaseCharacters"
    )
    wanted = {"letters": has_letters, "digits": rule(estate, "RequireNumbers")}
    if context.params["require_symbols"]:
        wanted["symbols"] = rule(estate, "RequireSymbols")
    if missing := [kind for kind, is_required in wanted.items() if not is_required]:
        return failed(f"Passwords need no {' and no '.join(missing)}.")
    return passed(f"Passwords need {' and '.join(wanted)}.")
