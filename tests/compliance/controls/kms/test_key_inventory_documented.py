"""kms.key-inventory-documented: each key says what it is for and whose it is."""

import pytest

from compliance.collectors.resource import Resource
from compliance.controls.kms.key_inventory_documented import judge
from tests.compliance.controls.kms.keys import DESCRIBE_DENIED, aws_key, key
from tests.compliance.controls.resources import Denied, Facts, judge_outcome

ALIAS: Facts = {"Aliases": [{"AliasName": "alias/orders"}]}
TAGS_DENIED = Denied("resourcegroupstaggingapi:GetResources")
ALIASES_DENIED = Denied("kms:ListAliases")


def tagged(*names: str) -> Facts:
    return {"Tags": [{"Key": name, "Value": "x"} for name in names]}


def documented(
    description: str = "Orders at rest",
    aliases: Facts | Denied = ALIAS,
    tags: Facts | Denied | None = None,
) -> Resource:
    """A key with all that is asked, unless something else is given."""
    held = tags if tags is not None else tagged("owner", "data-classification", "team")
    return key(Description=description, facts={"aliases": aliases, "tags": held})


@pytest.mark.parametrize(
    ("subject", "status", "reason"),
    [
        pytest.param(documented(), "pass", "has an alias", id="documented"),
        pytest.param(documented(" "), "fail", "lacks a description.", id="no description"),
        pytest.param(
            documented(aliases={"Aliases": []}), "fail", "lacks an alias.", id="no alias"
        ),
        pytest.param(
            documented(tags=tagged("owner")), "fail", "the tag data-classification", id="one tag"
        ),
        pytest.param(
            documented("", {"Aliases": []}, tagged("Owner")),
            "fail",
            "lacks an alias, a description, the tag owner, the tag data-classification.",
            id="nothing of it, and tags in other letters",
        ),
        pytest.param(documented(tags=TAGS_DENIED), "not_determined", "GetResources", id="tags"),
        pytest.param(
            documented(aliases=ALIASES_DENIED), "not_determined", "ListAliases", id="aliases"
        ),
        pytest.param(key(denied=DESCRIBE_DENIED), "not_determined", "DescribeKey", id="unknown"),
        pytest.param(aws_key(), "not_applicable", "managed by AWS", id="AWS managed"),
    ],
)
def test_key_is_documented(subject: Resource, status: str, reason: str) -> None:
    outcome = judge_outcome(judge, subject)
    assert outcome.status == status
    assert reason in outcome.reason


def test_tags_are_the_organisations_to_choose() -> None:
    subject = documented(tags=tagged("Kostenstelle"))
    assert judge_outcome(judge, subject, required_tags=["Kostenstelle"]).status == "pass"
