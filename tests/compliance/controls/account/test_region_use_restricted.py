"""account.region-use-restricted: Regions that were enabled, and what lies in the others."""

from collections.abc import Mapping, Sequence

import pytest

from compliance.assessments.judge import outcome
from compliance.collectors.kms import KMS_KEY
from compliance.collectors.regions import REGION
from compliance.collectors.resource import GLOBAL, Estate, Population, Resource
from compliance.collectors.secretsmanager import SECRET
from compliance.controls.control import CONTROLS, Context
from compliance.controls.region_use import SIGNS
from tests.compliance.controls.resources import (
    NOW,
    OWNER,
    Denied,
    Facts,
    account,
    answer,
    resource,
)

ALLOWED = ["eu-west-1"]
ON, OPTED = "opt-in-not-required", "opted-in"
KEY: Facts = {
    "KeyMetadata": {
        "KeyManager": "CUSTOMER",
        "KeyState": "Enabled",
        "KeySpec": "SYMMETRIC_DEFAULT",
        "Origin": "AWS_KMS",
        "CreationDate": NOW,
    }
}
AWS_KEY: Facts = {"KeyMetadata": {**KEY["KeyMetadata"], "KeyManager": "AWS"}}


def key(metadata: Facts | Denied) -> Resource:
    """A key in us-east-1."""
    arn = f"arn:aws:kms:us-east-1:{OWNER}:key/1"
    return resource(arn, KMS_KEY, "us-east-1", metadata=metadata)


def group(kind: str, region: str, found: Sequence[Resource] = (), error: str = "") -> Population:
    """What was listed of a type in a Region."""
    return Population(
        arn=f"arn:aws:any:{region}:{OWNER}:{kind}",
        type=kind,
        account_id=OWNER,
        region=region,
        operation=f"List {kind}",
        resources=[one for one in found if one.type == kind],
        error=error,
    )


def states(given: Mapping[str, str]) -> Population:
    """The Regions with their states."""
    found = [
        Resource(
            arn=f"arn:aws:ec2::{OWNER}:region/{name}",
            type=REGION,
            name=name,
            account_id=OWNER,
            region=GLOBAL,
            facts={"region": answer("region", {"OptInStatus": state})},
        )
        for name, state in given.items()
    ]
    return group(REGION, GLOBAL, found)


def read(region: str, *found: Resource, error: str = "") -> list[Population]:
    """A Region that was read, with what was seen in it."""
    return [group(kind, region, found, error) for kind in SIGNS]


SECRET_THERE = resource(f"arn:aws:secretsmanager:us-east-1:{OWNER}:secret:db", SECRET, "us-east-1")
BOTH_ON = states({"eu-west-1": ON, "us-east-1": ON, "me-south-1": "not-opted-in"})


@pytest.mark.parametrize(
    ("populations", "status", "reason"),
    [
        pytest.param([BOTH_ON, *read("us-east-1")], "pass", "No Region", id="empty"),
        pytest.param(
            [BOTH_ON, *read("us-east-1", SECRET_THERE)], "fail", "us-east-1 is not", id="used"
        ),
        pytest.param([BOTH_ON, *read("us-east-1", key(KEY))], "fail", "key/1", id="own key"),
        pytest.param([BOTH_ON, *read("us-east-1", key(AWS_KEY))], "pass", "No", id="AWS's key"),
        pytest.param(
            [BOTH_ON, *read("us-east-1", key(Denied("kms:DescribeKey")))],
            "not_determined",
            "DescribeKey",
            id="whose key it is was denied",
        ),
        pytest.param([BOTH_ON], "not_determined", "was not collected in us-east-1", id="unread"),
        pytest.param(
            [BOTH_ON, *read("us-east-1", error="denied")], "not_determined", "denied", id="partly"
        ),
        pytest.param(
            [BOTH_ON, *read("us-east-1", SECRET_THERE, error="denied")],
            "fail",
            "holds",
            id="what was seen is enough",
        ),
        pytest.param(
            [states({"eu-west-1": ON, "me-south-1": OPTED})], "fail", "me-south-1", id="opted in"
        ),
        pytest.param([states({"eu-west-1": ON})], "pass", "No Region", id="only the allowed"),
        pytest.param(
            [states({"eu-west-1": "strange"})], "not_determined", "strange", id="state not known"
        ),
        pytest.param(
            [group(REGION, GLOBAL, error="denied")], "not_determined", "den", id="denied"
        ),
    ],
)
def test_regions(populations: list[Population], status: str, reason: str) -> None:
    control = CONTROLS["account.region-use-restricted"]
    context = Context(Estate(account(), populations), NOW, {"allowed_regions": ALLOWED})
    found = outcome(control, account(), context)
    assert found.status == status, found.reason
    assert reason in found.reason


def test_nothing_is_judged_until_regions_are_named() -> None:
    control = CONTROLS["account.region-use-restricted"]
    found = outcome(control, account(), Context(Estate(account(), [BOTH_ON]), NOW, control.params))
    assert found.status == "not_applicable"
