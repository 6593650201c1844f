"""Which events a trail's selectors let through whole."""

from collections.abc import Mapping
from typing import Any

import pytest

from compliance.controls.cloudtrail.selectors import (
    Access,
    excluded_sources,
    records_management,
    records_objects,
)
from tests.compliance.controls.cloudtrail.trails import COMPLETE, advanced, trail

MANAGEMENT = {"eventCategory": {"Equals": ["Management"]}}
OBJECTS = {
    "eventCategory": {"Equals": ["Data"]},
    "resources.type": {"Equals": ["AWS::S3::Object"]},
}
READ, WRITE = {"readOnly": {"Equals": ["true"]}}, {"readOnly": {"Equals": ["false"]}}


def basic(*selectors: Mapping[str, Any]) -> Mapping[str, Any]:
    return {"EventSelectors": list(selectors)}


def management(read_write: str, *excluded: str, included: bool = True) -> Mapping[str, Any]:
    return {
        "ReadWriteType": read_write,
        "IncludeManagementEvents": included,
        "ExcludeManagementEventSources": list(excluded),
    }


def objects(read_write: str, *values: str, kind: str = "AWS::S3::Object") -> Mapping[str, Any]:
    return {
        "ReadWriteType": read_write,
        "IncludeManagementEvents": False,
        "DataResources": [{"Type": kind, "Values": list(values)}],
    }


def arns(**operators: list[str]) -> Mapping[str, Any]:
    return {**OBJECTS, "resources.ARN": operators}


KMS, RDS = "kms.amazonaws.com", "rdsdata.amazonaws.com"


@pytest.mark.parametrize(
    ("selectors", "recorded"),
    [
        pytest.param(COMPLETE, "read write", id="the default selector"),
        pytest.param({}, "", id="no selector"),
        pytest.param(basic(management("ReadOnly")), "read", id="reads only"),
        pytest.param(basic(management("WriteOnly")), "write", id="writes only"),
        pytest.param(basic(management("All", included=False)), "", id="data events only"),
        pytest.param(basic(management("All", KMS)), "", id="KMS left out"),
        pytest.param(
            basic(management("ReadOnly"), management("WriteOnly")),
            "read write",
            id="two selectors, one each",
        ),
        pytest.param(
            basic(management("ReadOnly", KMS), management("WriteOnly")),
            "write",
            id="KMS left out of the reads",
        ),
        pytest.param(advanced(MANAGEMENT), "read write", id="advanced"),
        pytest.param(advanced({**MANAGEMENT, **READ}), "read", id="advanced, reads"),
        pytest.param(advanced({**MANAGEMENT, **WRITE}), "write", id="advanced, writes"),
        pytest.param(
            advanced({**MANAGEMENT, **READ}, {**MANAGEMENT, **WRITE}),
            "read write",
            id="advanced, selectors are ORed",
        ),
        pytest.param(
            advanced({**MANAGEMENT, "eventSource": {"NotEquals": [KMS]}}),
            "",
            id="advanced, a source left out",
        ),
        pytest.param(
            advanced({**MANAGEMENT, "eventSource": {"NotEquals": [KMS]}}, MANAGEMENT),
            "read write",
            id="advanced, left out by one selector and kept by another",
        ),
        pytest.param(
            advanced({**MANAGEMENT, "eventName": {"NotEquals": ["Decrypt"]}}),
            "",
            id="advanced, an event name left out",
        ),
        pytest.param(
            advanced({**MANAGEMENT, "sessionCredentialFromConsole": {"Equals": ["true"]}}),
            "",
            id="advanced, console sessions only",
        ),
        pytest.param(
            advanced({**MANAGEMENT, "aFieldOfTomorrow": {"Equals": ["x"]}}),
            "",
            id="advanced, an unknown field narrows",
        ),
        pytest.param(
            advanced({"eventCategory": {"NotEquals": ["Data"]}}),
            "",
            id="advanced, an operator AWS does not allow here",
        ),
        pytest.param(advanced(READ), "", id="advanced, no category"),
        pytest.param(advanced(OBJECTS), "", id="advanced, data events only"),
    ],
)
def test_management_events_are_recorded(selectors: Mapping[str, Any], recorded: str) -> None:
    subject = trail(selectors=selectors)
    assert " ".join(one for one in Access if records_management(subject, one)) == recorded


@pytest.mark.parametrize(
    ("selectors", "bucket", "recorded"),
    [
        pytest.param(basic(objects("All", "arn:aws:s3")), "*", "read write", id="all, short"),
        pytest.param(basic(objects("All", "arn:aws:s3:::")), "*", "read write", id="all, colons"),
        pytest.param(basic(objects("All", "arn:aws:s3")), "a", "read write", id="all has one"),
        pytest.param(basic(objects("ReadOnly", "arn:aws:s3")), "*", "read", id="reads"),
        pytest.param(basic(objects("WriteOnly", "arn:aws:s3")), "*", "write", id="writes"),
        pytest.param(basic(objects("All", "arn:aws:s3:::a/")), "a", "read write", id="one bucket"),
        pytest.param(basic(objects("All", "arn:aws:s3:::a/")), "*", "", id="one is not all"),
        pytest.param(basic(objects("All", "arn:aws:s3:::a/")), "ab", "", id="no name prefix"),
        pytest.param(basic(objects("All", "arn:aws:s3:::a/logs")), "a", "", id="part of bucket"),
        pytest.param(basic(objects("All", "arn:aws-cn:s3")), "*", "", id="another partition"),
        pytest.param(
            basic(objects("All", "arn:aws:lambda", kind="AWS::Lambda::Function")),
            "*",
            "",
            id="another resource type",
        ),
        pytest.param(COMPLETE, "*", "", id="management events only"),
        pytest.param(advanced(OBJECTS), "*", "read write", id="advanced"),
        pytest.param(advanced({**OBJECTS, **READ}), "*", "read", id="advanced, reads"),
        pytest.param(advanced({**OBJECTS, **WRITE}), "*", "write", id="advanced, writes"),
        pytest.param(
            advanced({"eventCategory": {"Equals": ["Data"]}}), "*", "", id="advanced, no type"
        ),
        pytest.param(
            advanced({**OBJECTS, "resources.type": {"Equals": ["AWS::S3Outposts::Object"]}}),
            "*",
            "",
            id="advanced, another type",
        ),
        pytest.param(
            advanced({**OBJECTS, "userIdentity.arn": {"NotStartsWith": ["arn:aws:iam"]}}),
            "*",
            "",
            id="advanced, an identity left out",
        ),
        pytest.param(
            advanced(arns(StartsWith=["arn:aws:s3:::b/", "arn:aws:s3:::a/"])),
            "a",
            "read write",
            id="advanced, one of two buckets",
        ),
        pytest.param(advanced(arns(StartsWith=["arn:aws:s3:::a/"])), "*", "", id="not all"),
        pytest.param(advanced(arns(StartsWith=["arn:aws:s3:::a/x"])), "a", "", id="a part"),
        pytest.param(advanced(arns(Equals=["arn:aws:s3:::a/"])), "a", "", id="one object"),
        pytest.param(advanced(arns(EndsWith=[".log"])), "a", "", id="one kind of object"),
        pytest.param(
            advanced(arns(NotStartsWith=["arn:aws:s3:::logs/"])),
            "a",
            "read write",
            id="another bucket left out",
        ),
        pytest.param(advanced(arns(NotStartsWith=["arn:aws:s3:::logs/"])), "*", "", id="all but"),
        pytest.param(advanced(arns(NotStartsWith=["arn:aws:s3:::a/tmp"])), "a", "", id="a hole"),
        pytest.param(advanced(arns(NotStartsWith=["arn:aws:s3:::"])), "a", "", id="nothing left"),
        pytest.param(advanced(arns(NotEquals=["arn:aws:s3:::a/k"])), "a", "", id="all but one"),
        pytest.param(
            advanced(arns(NotEquals=["arn:aws:s3:::b/k"])), "a", "read write", id="other object"
        ),
        pytest.param(advanced(arns(NotEndsWith=[".tmp"])), "a", "", id="all but one kind"),
        pytest.param(
            advanced(arns(StartsWith=["arn:aws:s3:::"], NotStartsWith=["arn:aws:s3:::a/"])),
            "a",
            "",
            id="operators of one field are all applied",
        ),
    ],
)
def test_object_events_are_recorded(
    selectors: Mapping[str, Any], bucket: str, recorded: str
) -> None:
    subject = trail(selectors=selectors)
    assert " ".join(one for one in Access if records_objects(subject, one, bucket)) == recorded


@pytest.mark.parametrize("partition", ["aws", "aws-cn", "aws-us-gov"])
def test_all_buckets_are_those_of_the_trails_partition(partition: str) -> None:
    selectors = basic(objects("All", f"arn:{partition}:s3"))
    subject = trail(partition=partition, selectors=selectors)
    assert records_objects(subject, Access.WRITE, "*")


@pytest.mark.parametrize(
    ("selectors", "excluded"),
    [
        (basic(management("All", RDS, KMS)), [KMS, RDS]),
        (advanced({**MANAGEMENT, "eventSource": {"NotEquals": [KMS]}}), [KMS]),
        (advanced({**OBJECTS, "eventSource": {"NotEquals": ["s3.amazonaws.com"]}}), []),
        (COMPLETE, []),
    ],
)
def test_excluded_sources_are_those_of_management_events(
    selectors: Mapping[str, Any], excluded: list[str]
) -> None:
    assert excluded_sources(trail(selectors=selectors)) == excluded
