from datetime import UTC, datetime
from itertools import count

import pytest

from tests.demo.serving import OWN_ACCOUNT, Server

NUMBERS = count()
LOG_GROUP = f"arn:aws:logs:eu-west-1:{OWN_ACCOUNT}:log-group:trail:*"


@pytest.fixture
def name(aws: Server) -> str:
    """A trail that is logging, with its bucket, validation and log group."""
    name = f"trail-{next(NUMBERS)}"
    place = {"LocationConstraint": "eu-west-1"}
    aws.client("s3").create_bucket(Bucket=name, CreateBucketConfiguration=place)
    cloudtrail = aws.client("cloudtrail")
    cloudtrail.create_trail(
        Name=name,
        S3BucketName=name,
        IsMultiRegionTrail=True,
        EnableLogFileValidation=True,
        CloudWatchLogsLogGroupArn=LOG_GROUP,
        CloudWatchLogsRoleArn=f"arn:aws:iam::{OWN_ACCOUNT}:role/logs",
    )
    cloudtrail.start_logging(Name=name)
    return name


def arn_of(name: str) -> str:
    return f"arn:aws:cloudtrail:eu-west-1:{OWN_ACCOUNT}:trail/{name}"


def test_a_fresh_trail_records_all_management_events(aws: Server, name: str) -> None:
    answer = aws.client("cloudtrail").get_event_selectors(TrailName=name)
    [selector] = answer["EventSelectors"]
    assert selector["IncludeManagementEvents"]
    assert selector["ReadWriteType"] == "All"
    assert "AdvancedEventSelectors" not in answer


@pytest.mark.parametrize("kind", ["EventSelectors", "AdvancedEventSelectors"])
def test_selectors_that_were_set_are_custom_and_of_one_kind(
    aws: Server, name: str, kind: str
) -> None:
    cloudtrail = aws.client("cloudtrail")
    selectors = {
        "EventSelectors": {"ReadWriteType": "WriteOnly", "IncludeManagementEvents": True},
        "AdvancedEventSelectors": {
            "FieldSelectors": [{"Field": "eventCategory", "Equals": ["Management"]}]
        },
    }
    [before] = cloudtrail.describe_trails(trailNameList=[name])["trailList"]
    cloudtrail.put_event_selectors(TrailName=name, **{kind: [selectors[kind]]})
    [after] = cloudtrail.describe_trails(trailNameList=[name])["trailList"]
    assert (before["HasCustomEventSelectors"], after["HasCustomEventSelectors"]) == (False, True)
    answer = cloudtrail.get_event_selectors(TrailName=name)
    assert {"EventSelectors", "AdvancedEventSelectors"} & set(answer) == {kind}


def test_the_status_is_told_in_every_region_by_arn(aws: Server, name: str) -> None:
    for region in ("eu-west-1", "us-east-1"):
        status = aws.client("cloudtrail", region).get_trail_status(Name=arn_of(name))
        assert status["IsLogging"]
        for delivered in (
            "LatestDeliveryTime",
            "LatestDigestDeliveryTime",
            "LatestCloudWatchLogsDeliveryTime",
        ):
            assert isinstance(status[delivered], datetime)
        assert "StopLoggingTime" not in status


def test_a_stopped_trail_delivers_nothing(aws: Server, name: str) -> None:
    cloudtrail = aws.client("cloudtrail")
    cloudtrail.stop_logging(Name=name)
    status = cloudtrail.get_trail_status(Name=name)
    assert not status["IsLogging"]
    assert "LatestDigestDeliveryTime" not in status


def test_errors_and_old_deliveries_can_be_laid_over_the_status(aws: Server, name: str) -> None:
    old = datetime(2026, 1, 1, tzinfo=UTC)
    members = {
        "LatestDeliveryError": "AccessDenied",
        "LatestDeliveryTime": old.timestamp(),
        "LatestDigestDeliveryTime": None,
    }
    aws.post(
        "patch",
        [
            {
                "operation": "cloudtrail:GetTrailStatus",
                "resource": arn_of(name),
                "members": members,
            }
        ],
    )
    status = aws.client("cloudtrail").get_trail_status(Name=name)
    assert (status["LatestDeliveryError"], status["LatestDeliveryTime"]) == ("AccessDenied", old)
    assert "LatestDigestDeliveryTime" not in status


def test_a_trail_is_listed_at_home_and_found_from_afar(aws: Server, name: str) -> None:
    afar = aws.client("cloudtrail", "us-east-1")
    listed = afar.describe_trails(includeShadowTrails=False)["trailList"]
    assert arn_of(name) not in {one["TrailARN"] for one in listed}
    [found] = afar.describe_trails(trailNameList=[arn_of(name)])["trailList"]
    assert found["HomeRegion"] == "eu-west-1"
    assert None not in found.values()


def test_there_is_no_event_data_store(aws: Server) -> None:
    assert aws.client("cloudtrail").list_event_data_stores()["EventDataStores"] == []
