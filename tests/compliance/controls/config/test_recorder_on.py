"""config.recorder-on: a customer's recorder runs, delivers, and leaves out nothing needed."""

from collections.abc import Sequence

import pytest

from compliance.collectors.config import RECORDING
from compliance.collectors.resource import Resource
from compliance.controls.config.recorder_on import REQUIRED, judge
from tests.compliance.controls.config.recordings import (
    CHANNELS_DENIED,
    GLOBAL_TYPES,
    RECORDERS_DENIED,
    REGIONAL,
    RUNS,
    STATUS_DENIED,
    delivery,
    only,
    place,
    without,
)
from tests.compliance.controls.resources import Unread, judge_outcome

LINKED = {
    "name": "AWSConfigurationRecorderForSecurityHubAssets",
    "servicePrincipal": "securityhub.amazonaws.com",
    "recordingScope": "INTERNAL",
    "recordingGroup": {"allSupported": True, "includeGlobalResourceTypes": True},
}
OWN = {"name": "default", "recordingScope": "PAID", "recordingGroup": LINKED["recordingGroup"]}
FAILURE = {**RUNS, "lastStatus": "Failure", "lastErrorCode": "AccessDenied"}


@pytest.mark.parametrize(
    ("subject", "status", "reason"),
    [
        pytest.param(place(), "pass", "The recorder runs", id="everything"),
        pytest.param(
            place(recorders={"ConfigurationRecorders": []}), "fail", "no customer", id="none"
        ),
        pytest.param(
            place(recorders={"ConfigurationRecorders": [LINKED]}),
            "fail",
            "no customer",
            id="service-linked only",
        ),
        pytest.param(
            place(recorders={"ConfigurationRecorders": [LINKED, OWN]}),
            "pass",
            "The recorder runs",
            id="service-linked too",
        ),
        pytest.param(
            place(recorders={"ConfigurationRecorders": [{**OWN, "recordingScope": "INTERNAL"}]}),
            "fail",
            "no customer",
            id="internal",
        ),
        pytest.param(place(status={**RUNS, "recording": False}), "fail", "stopped", id="stopped"),
        pytest.param(place(status={**RUNS, "name": "x"}), "fail", "stopped", id="of another"),
        pytest.param(place(status=FAILURE), "fail", "AccessDenied", id="last recording failed"),
        pytest.param(
            place(status={**RUNS, "lastStatus": "Pending"}), "not_determined", "Pending", id="new"
        ),
        pytest.param(
            place(status={"name": "default", "recording": True}),
            "not_determined",
            "not told",
            id="no last status",
        ),
        pytest.param(
            place(channels=delivery("configHistoryDeliveryInfo", lastStatus="Failure")),
            "fail",
            "history (no code)",
            id="history is not delivered",
        ),
        pytest.param(
            place(
                channels=delivery(
                    "configStreamDeliveryInfo", lastStatus="Failure", lastErrorCode="NoSuchTopic"
                )
            ),
            "fail",
            "notifications (NoSuchTopic)",
            id="notifications are not",
        ),
        pytest.param(
            place(channels=delivery("configSnapshotDeliveryInfo", lastStatus="Not_Applicable")),
            "pass",
            "The recorder runs",
            id="no snapshots are asked for",
        ),
        pytest.param(
            place(only([*REQUIRED, *GLOBAL_TYPES])), "pass", "runs", id="inclusion of all needed"
        ),
        pytest.param(
            place(only([*REQUIRED[1:], *GLOBAL_TYPES])),
            "fail",
            "leaves out AWS::CloudTrail::Trail.",
            id="inclusion without one",
        ),
        pytest.param(
            place(without("AWS::EC2::NetworkInterface")), "pass", "runs", id="excludes others"
        ),
        pytest.param(
            place(without("AWS::S3::Bucket", "AWS::KMS::Key")),
            "fail",
            "leaves out AWS::KMS::Key, AWS::S3::Bucket.",
            id="excludes needed ones",
        ),
        pytest.param(
            place(without("AWS::IAM::Role")), "fail", "No Region", id="excludes a global type"
        ),
        pytest.param(place(REGIONAL), "fail", "No Region", id="no global types"),
        pytest.param(place({}), "fail", "leaves out", id="no group"),
        pytest.param(
            place(region="eu-central-2"),
            "fail",
            "No Region",
            id="a Region that cannot record them",
        ),
        pytest.param(place(recorders=RECORDERS_DENIED), "not_determined", "Access", id="denied"),
        pytest.param(place(status=STATUS_DENIED), "not_determined", "Access", id="status denied"),
        pytest.param(
            place(channels=CHANNELS_DENIED), "not_determined", "Access", id="channels denied"
        ),
    ],
)
def test_recorder_is_on(subject: Resource, status: str, reason: str) -> None:
    outcome = judge_outcome(judge, subject)
    assert (outcome.status, reason in outcome.reason) == (status, True), outcome.reason


@pytest.mark.parametrize(
    ("others", "unread", "status"),
    [
        pytest.param([place(region="us-east-1")], [], "pass", id="another Region has them"),
        pytest.param([place(REGIONAL, region="us-east-1")], [], "fail", id="nor another"),
        pytest.param(
            [place(region="us-east-1", status={**RUNS, "recording": False})],
            [],
            "fail",
            id="another, which is stopped",
        ),
        pytest.param(
            [place(region="us-east-1", status=STATUS_DENIED)],
            [],
            "not_determined",
            id="another may have them",
        ),
        pytest.param([], [Unread(RECORDING)], "not_determined", id="a Region was not read"),
        pytest.param(
            [place(region="us-east-1")],
            [Unread(RECORDING, "us-west-2")],
            "pass",
            id="one has them, whatever the unread has",
        ),
    ],
)
def test_global_types_are_needed_in_one_region(
    others: Sequence[Resource], unread: Sequence[Unread], status: str
) -> None:
    outcome = judge_outcome(judge, place(REGIONAL), others=others, unread=unread)
    assert outcome.status == status


def test_what_is_needed_is_a_parameter() -> None:
    subject = place(only(["AWS::EC2::Instance"]))
    needed = ["AWS::EC2::Instance"]
    outcome = judge_outcome(judge, subject, required_types=needed, global_types=[])
    assert outcome.status == "pass"
