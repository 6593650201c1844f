from compliance.collectors.credentialreport import USER_CREDENTIALS
from compliance.collectors.resource import Resource
from compliance.controls.control import Context, Outcome, Severity, control, failed, passed
from compliance.controls.iam.credentials import active_keys, earliest, known_moment, left_out
from compliance.controls.iso import iso


@control(
    title="Active access keys are younger than the limit",
    severity=Severity.MEDIUM,
    resource_type=USER_CREDENTIALS,
    needs=("credentialreport",),
    params={"max_days": 90},
    remediation="Make a new key, move what uses the old one, and delete that; or use a role.",
    source=(
        "AWS Security Hub IAM.3; AWS Config access-keys-rotated; PCI DSS 4.0.1 8.6.3; CIS AWS "
        "Foundations 3.0: 1.14; 5.0: 1.13; 6.0: 2.13; 7.0: 2.12"
    ),
)
def judge(user: Resource, context: Context) -> Outcome:
    """The older a key is, the more machines, files and people it has passed through."""
    days = int(context.params["max_days"])
    made = {
        number: known_moment(user, f"access_key_{number}_last_rotated")
        for number in active_keys(user)
    }
    old = [
        f"access key {number} is of {iso(at)}"
        for number, at in made.items()
        if at < earliest(user, context)
    ]
    if old:
        return failed(f"Active and older than {days} days: {', '.join(old)}.")
    if outcome := left_out(user):
        return outcome
    if not made:
        return passed("The user has no active access key.")
    return passed(f"Each active access key was made within {days} days.")
