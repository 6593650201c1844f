from compliance.collectors.config import RECORDING
from compliance.collectors.resource import Resource
from compliance.controls.config.recorder import (
    IAM_TYPES,
    Recorder,
    failed_deliveries,
    is_recorded_somewhere,
    own_recorder,
    status_of,
    unrecorded,
)
from compliance.controls.control import (
    Context,
    Outcome,
    Severity,
    control,
    failed,
    not_determined,
    passed,
)

REQUIRED = (
    "AWS::CloudTrail::Trail",
    "AWS::KMS::Key",
    "AWS::S3::Bucket",
    "AWS::SecretsManager::Secret",
    "AWS::WAFv2::WebACL",
)


@control(
    title="AWS Config records the resource types that are needed",
    severity=Severity.CRITICAL,
    resource_type=RECORDING,
    needs=("config",),
    params={"required_types": list(REQUIRED), "global_types": list(IAM_TYPES)},
    remediation=(
        "Turn on a customer managed recorder for all resource types, with the service-linked "
        "role AWSServiceRoleForConfig, and in one Region also for the global IAM types."
    ),
    source=(
        "AWS Security Hub Config.1; CIS AWS Foundations 3.0 and 5.0: 3.3; 6.0 and 7.0: 4.3; "
        "Config API, RecordingGroup"
    ),
)
def judge(place: Resource, context: Context) -> Outcome:
    """Without the recorder nobody can tell what a resource looked like before an incident.

    Security Hub lets Config.1 pass where only its own service-linked recorder runs; here that is
    no recorder. Types count, not the name of the strategy, which may exclude some. The global
    types are needed in one of the Regions that are read, and fail in each where they are in none.
    """
    recorder = own_recorder(place)
    if recorder is None:
        return failed("There is no customer managed configuration recorder.")
    disturbed = _disturbance(place, recorder)
    if disturbed:
        return disturbed
    missing = unrecorded(recorder, context.params["required_types"])
    if missing:
        return failed(f"The recorder leaves out {', '.join(missing)}.")
    everywhere = context.params["global_types"]
    if everywhere and not is_recorded_somewhere(context.estate, everywhere):
        return failed(f"No Region that is read records {', '.join(sorted(everywhere))}.")
    return passed(
        "The recorder runs and records what is asked for, and one Region the global types."
    )


def _disturbance(place: Resource, recorder: Recorder) -> Outcome | None:
    """Why nothing is recorded or delivered; None where all is well."""
    status = status_of(place, recorder)
    if status.get("recording") is not True:
        return failed("The recorder is stopped.")
    if status.get("lastStatus") == "Failure":
        return failed(f"The last recording failed: {status.get('lastErrorCode', 'no code')}.")
    if status.get("lastStatus") != "Success":
        last = status.get("lastStatus", "not told")
        return not_determined(f"The recorder runs; the status of its last recording is {last}.")
    undelivered = sorted(failed_deliveries(place))
    if undelivered:
        return failed(f"The last delivery of {', '.join(undelivered)} failed.")
    return None
