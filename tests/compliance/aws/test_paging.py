"""The names by which lists are turned, against botocore's own paginators."""

import re
from collections.abc import Iterator
from pathlib import Path

import botocore.session
import pytest
from botocore.exceptions import DataNotFoundError

from compliance import collectors
from compliance.aws.paging import asked_page, items_of, next_page

CORE = botocore.session.Session()
NAMED = re.compile(r'"([a-z0-9-]+):([A-Z][A-Za-z0-9]+)"')


def paged() -> Iterator[tuple[str, str, str]]:
    """Each operation that a collector names and botocore pages: parameter, and path in answers."""
    sources = [path.read_text() for path in Path(collectors.__path__[0]).glob("*.py")]
    known = set(CORE.get_available_services())
    for service, name in sorted({one for text in sources for one in NAMED.findall(text)}):
        if service not in known:
            continue
        try:
            pages = CORE.get_paginator_model(service).get_paginator(name)
        except (DataNotFoundError, ValueError):
            continue
        token, given = pages["input_token"], pages["output_token"]
        if isinstance(token, str) and isinstance(given, str):
            yield f"{service}:{name}", token, given.partition(" ")[0]


@pytest.mark.parametrize(("operation", "parameter", "path"), list(paged()))
def test_a_page_is_asked_for_as_botocore_does(operation: str, parameter: str, path: str) -> None:
    answer: dict[str, object] = {}
    place = answer
    *way, name = path.split(".")
    for one in way:
        place[one] = place = {}
    place[name] = "there-is-more"
    assert next_page(operation, answer) == (parameter, "there-is-more")
    assert asked_page(operation, {parameter: "there-is-more"}) == "there-is-more"


@pytest.mark.parametrize(
    ("operation", "answer"),
    [
        ("kms:ListKeys", {"Truncated": False, "NextMarker": "left over"}),
        ("iam:ListUsers", {"IsTruncated": False, "Marker": "left over"}),
        (
            "cloudfront:ListDistributions",
            {"DistributionList": {"IsTruncated": False, "NextMarker": "left over"}},
        ),
        ("wafv2:ListWebACLs", {}),
        ("resourcegroupstaggingapi:GetResources", {"PaginationToken": ""}),
    ],
)
def test_the_last_page_names_no_other(operation: str, answer: dict[str, object]) -> None:
    assert next_page(operation, answer) == ("", "")


@pytest.mark.parametrize(
    ("answer", "items"),
    [
        ({"DistributionList": {"Items": [1], "Quantity": 1}}, [1]),
        ({"DistributionList": {"Quantity": 0}}, []),
        ({"DistributionList": {"Quantity": 2}}, None),
        ({"DistributionList": {}}, None),
        ({}, None),
    ],
)
def test_a_list_that_lies_deeper_may_be_left_out_only_where_it_is_empty(
    answer: dict[str, object], items: list[int] | None
) -> None:
    assert items_of(answer, "DistributionList.Items") == items
