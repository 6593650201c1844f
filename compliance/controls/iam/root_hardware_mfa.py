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
from compliance.controls.iam.root import cannot_sign_in, counted, root_user

# The serial number that the console gives to a root user's virtual device; the API lets it have
# any, so the owner decides where AWS names one.
USUAL_SERIAL = ":mfa/root-account-mfa-device"


@control(
    title="The root user has hardware authenticators or passkeys only",
    severity=Severity.HIGH,
    resource_type=ACCOUNT,
    needs=("iamaccount",),
    remediation="Register a FIDO2 or hardware device, and remove the root user's virtual ones.",
    source=(
        "AWS Security Hub IAM.6; AWS Config root-account-hardware-mfa-enabled; CIS AWS "
        "Foundations 3.0: 1.6; 5.0: 1.5; 6.0: 2.5; 7.0: 2.6"
    ),
)
def judge(account: Resource, context: Context) -> Outcome:
    """The secret of a virtual device can be copied with the telephone or the backup it is in.

    Of up to eight devices whichever is weakest lets one in, so a single virtual one fails. AWS
    lists virtual devices only: MFA without any of them is by hardware or passkey.
    """
    if outcome := cannot_sign_in(account, context.estate):
        return outcome
    if not counted(context.estate, "AccountMFAEnabled"):
        return failed("The root user has credentials and no MFA.")
    devices = root_user(context.estate)["virtual_devices"]["VirtualMFADevices"]
    serials = sorted(one["SerialNumber"] for one in devices if _is_of_root(one, account.arn))
    if serials:
        return failed(f"The root user has virtual MFA devices: {', '.join(serials)}.")
    return passed("The root user has MFA, and none of its devices is virtual.")


def _is_of_root(device: dict[str, object], root_arn: str) -> bool:
    user = device.get("User")
    if isinstance(user, dict) and user.get("Arn"):
        return bool(user["Arn"] == root_arn)
    return str(device["SerialNumber"]).endswith(USUAL_SERIAL)
