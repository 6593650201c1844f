from compliance.collectors.resource import Resource
from compliance.collectors.ssm import PUBLIC_SHARING
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
    title="Documents cannot be shared with everybody in the Region",
    severity=Severity.CRITICAL,
    resource_type=PUBLIC_SHARING,
    needs=("ssm",),
    remediation=(
        "Set the service setting /ssm/documents/console/public-sharing-permission to Disable, in "
        "each Region."
    ),
    source="AWS FSBP SSM.7; AWS Config ssm-automation-block-public-sharing",
)
def judge(setting: Resource, _context: Context) -> Outcome:
    """One wrong click makes a document public where nothing forbids it.

    The setting names whether sharing is possible: Disable is what blocks it.
    """
    value = setting["setting"].get("ServiceSetting", {}).get("SettingValue")
    if not value:
        return not_determined("AWS does not tell whether documents can be shared with everybody.")
    if value == "Disable":
        return passed("Documents cannot be shared with everybody.")
    return failed(f"Documents can be shared with everybody: the setting is {value}.")
