from compliance.collectors.kms import CUSTOM_KEY_STORE
from compliance.collectors.resource import Resource
from compliance.controls.control import (
    Context,
    Outcome,
    Severity,
    control,
    failed,
    not_determined,
    passed,
)


@control(
    title="Custom key stores are connected",
    severity=Severity.HIGH,
    resource_type=CUSTOM_KEY_STORE,
    needs=("kms",),
    remediation=(
        "Repair the CloudHSM cluster or the external proxy as the error code says, then connect "
        "the store again."
    ),
    source="KMS API, CustomKeyStoresListEntry; KMS Developer Guide, Fixing a custom key store",
)
def judge(store: Resource, _context: Context) -> Outcome:
    """Keys in a store that is not connected encrypt and decrypt nothing."""
    state = store["store"].get("ConnectionState")
    if not state:
        return not_determined("AWS does not tell whether the key store is connected.")
    if state == "CONNECTED":
        return passed("The key store is connected.")
    code = store["store"].get("ConnectionErrorCode")
    return failed(f"The key store's state is {state}{f' ({code})' if code else ''}.")
