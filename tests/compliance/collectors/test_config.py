"""collectors.config: three calls where nothing records, six where something does."""

from typing import Any

import pytest

from compliance.aws.answers import NotCollected
from compliance.collectors.config import RECORDING
from tests.compliance.collectors.gathering import REGION, declare, gather, has_member, refuse
from tests.demo.serving import OWN_ACCOUNT, Server

ARN = f"arn:aws:config:{REGION}:{OWN_ACCOUNT}:configuration-recorder"
RECORDERS = "config:DescribeConfigurationRecorders"
STATUS = "config:DescribeConfigurationRecorderStatus"
CHANNELS = "config:DescribeDeliveryChannelStatus"
RETENTION = "config:DescribeRetentionConfigurations"
RULES = "config:DescribeComplianceByConfigRule"
COUNTS = "config:GetDiscoveredResourceCounts"
ALWAYS = [RECORDERS, RETENTION, RULES]


def status(*, runs: bool) -> dict[str, Any]:
    """The answer of a recorder's status."""
    one = {"name": "default", "recording": runs, "lastStatus": "Success"}
    return {"ConfigurationRecordersStatus": [one]}


@pytest.fixture
def recording(aws: Server) -> Server:
    """A server that answers as for a region that is recorded."""
    declare(aws, RECORDERS, {"ConfigurationRecorders": [{"name": "default"}]})
    declare(aws, STATUS, status(runs=True))
    declare(aws, CHANNELS, {"DeliveryChannelsStatus": [{"name": "default"}]})
    kept = {"Name": "default", "RetentionPeriodInDays": 400}
    declare(aws, RETENTION, {"RetentionConfigurations": [kept]})
    rules = [{"ConfigRuleName": f"rule-{one}"} for one in range(130)]
    declare(aws, RULES, {"ComplianceByConfigRules": rules})
    counts = [{"resourceType": f"AWS::A::{one}", "count": one} for one in range(130)]
    declare(aws, COUNTS, {"resourceCounts": counts})
    return aws


def test_recorded_region_has_all_facts(recording: Server, monkeypatch: pytest.MonkeyPatch) -> None:
    found = gather("config", recording, monkeypatch)
    place = found.resource(ARN)
    assert place["recorders"]["ConfigurationRecorders"] == [{"name": "default"}]
    assert place["status"] == status(runs=True)
    assert place["channels"]["DeliveryChannelsStatus"] == [{"name": "default"}]
    assert place["retention"]["RetentionConfigurations"][0]["RetentionPeriodInDays"] == 400
    assert len(place["rules"]["ComplianceByConfigRules"]) == 130
    assert len(place["counts"]["resourceCounts"]) == 130
    assert found.population(RECORDING).counted["AWS::A::7"] == 7
    assert sorted(found.calls) == sorted([*ALWAYS, STATUS, CHANNELS, COUNTS, COUNTS, RULES])


def test_untouched_region_costs_three_calls(aws: Server, monkeypatch: pytest.MonkeyPatch) -> None:
    found = gather("config", aws, monkeypatch)
    assert sorted(found.calls) == sorted(ALWAYS)
    place = found.resource(ARN)
    assert place["recorders"] == {"ConfigurationRecorders": []}
    assert place["rules"] == {"ComplianceByConfigRules": []}
    assert not any(one.error_code for one in place.facts.values())


def test_stopped_recorder_is_not_asked_for_counts(
    recording: Server, monkeypatch: pytest.MonkeyPatch
) -> None:
    declare(recording, STATUS, status(runs=False))
    found = gather("config", recording, monkeypatch)
    assert COUNTS not in found.calls
    assert found.population(RECORDING).counted == {}


@pytest.mark.parametrize(
    ("operation", "fact"),
    [
        (RECORDERS, "recorders"),
        (STATUS, "status"),
        (CHANNELS, "channels"),
        (RETENTION, "retention"),
        (RULES, "rules"),
        (COUNTS, "counts"),
    ],
)
def test_denied_fact_is_unknown(
    recording: Server, monkeypatch: pytest.MonkeyPatch, operation: str, fact: str
) -> None:
    refuse(recording, operation)
    place = gather("config", recording, monkeypatch).resource(ARN)
    with pytest.raises(NotCollected, match="AccessDeniedException"):
        _ = place[fact]


@pytest.mark.parametrize(
    ("operation", "path"),
    [
        (RECORDERS, "ConfigurationRecorders.recordingGroup.allSupported"),
        (RECORDERS, "ConfigurationRecorders.recordingGroup.includeGlobalResourceTypes"),
        (RECORDERS, "ConfigurationRecorders.recordingGroup.resourceTypes"),
        (
            RECORDERS,
            "ConfigurationRecorders.recordingGroup.exclusionByResourceTypes.resourceTypes",
        ),
        (RECORDERS, "ConfigurationRecorders.recordingGroup.recordingStrategy.useOnly"),
        (RECORDERS, "ConfigurationRecorders.recordingScope"),
        (RECORDERS, "ConfigurationRecorders.servicePrincipal"),
        (STATUS, "ConfigurationRecordersStatus.lastErrorCode"),
        (STATUS, "ConfigurationRecordersStatus.lastStatus"),
        (STATUS, "ConfigurationRecordersStatus.recording"),
        (CHANNELS, "DeliveryChannelsStatus.configHistoryDeliveryInfo.lastStatus"),
        (CHANNELS, "DeliveryChannelsStatus.configSnapshotDeliveryInfo.lastErrorCode"),
        (CHANNELS, "DeliveryChannelsStatus.configStreamDeliveryInfo.lastStatus"),
        (RETENTION, "RetentionConfigurations.RetentionPeriodInDays"),
        (RULES, "ComplianceByConfigRules.Compliance.ComplianceType"),
        (COUNTS, "resourceCounts.resourceType"),
        (COUNTS, "resourceCounts.count"),
    ],
)
def test_what_is_read_is_in_the_api(operation: str, path: str) -> None:
    assert has_member(operation, path)
