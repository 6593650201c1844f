"""collectors.accessanalyzer: a region's analyzers, and the open findings of external ones."""

from typing import Any

import pytest

from compliance.aws.answers import NotCollected
from compliance.collectors.accessanalyzer import ANALYZER_LIST, ANALYZERS, FINDING, FINDINGS, OPEN
from tests.compliance.collectors.gathering import REGION, declare, gather, has_member, refuse
from tests.demo.serving import OWN_ACCOUNT, Server

PREFIX = f"arn:aws:access-analyzer:{REGION}:{OWN_ACCOUNT}:analyzer"
LIST, LIST_FINDINGS = ANALYZER_LIST[0], FINDINGS[0]


def analyzer(name: str, kind: str = "ACCOUNT", status: str = "ACTIVE") -> dict[str, Any]:
    """An entry of ListAnalyzers."""
    made = {"arn": f"{PREFIX}/{name}", "name": name, "type": kind, "status": status}
    return {**made, "createdAt": 1_700_000_000}


def finding(name: str) -> dict[str, Any]:
    """An entry of ListFindingsV2."""
    return {
        "id": name,
        "resource": "arn:aws:s3:::b",
        "resourceType": "AWS::S3::Bucket",
        "resourceOwnerAccount": OWN_ACCOUNT,
        "status": "ACTIVE",
        "createdAt": 1_700_000_000,
        "analyzedAt": 1_700_000_000,
        "updatedAt": 1_700_000_000,
        "findingType": "ExternalAccess",
    }


@pytest.fixture
def analysed(aws: Server) -> Server:
    """A region with two external analyzers that are active, and three others."""
    others = [
        analyzer("unused", "ACCOUNT_UNUSED_ACCESS"),
        analyzer("internal", "ORGANIZATION_INTERNAL_ACCESS"),
        analyzer("failed", "ORGANIZATION", "FAILED"),
    ]
    both = [analyzer("own"), analyzer("all", "ORGANIZATION")]
    declare(aws, LIST, {"analyzers": [*both, *others]})
    found = {"findings": [finding("f-1"), finding("f-2")]}
    declare(aws, LIST_FINDINGS, found, analyzerArn=f"{PREFIX}/own")
    declare(aws, LIST_FINDINGS, {"findings": []}, analyzerArn=f"{PREFIX}/all")
    return aws


def test_open_findings_of_external_analyzers_are_read(
    analysed: Server, monkeypatch: pytest.MonkeyPatch
) -> None:
    found = gather("accessanalyzer", analysed, monkeypatch)
    assert sorted(found.calls) == [LIST, LIST_FINDINGS, LIST_FINDINGS]
    analyzers = found.resource(f"{PREFIX}s")["analyzers"]["analyzers"]
    assert [one["name"] for one in analyzers] == ["own", "all", "unused", "internal", "failed"]
    population = found.population(FINDING)
    assert population.error == ""
    assert [one.arn for one in population.resources] == [
        f"{PREFIX}/own/finding/f-1",
        f"{PREFIX}/own/finding/f-2",
    ]
    assert population.resources[0]["finding"]["createdAt"].year == 2023


def test_only_open_findings_of_access_from_outside_are_asked_for(
    analysed: Server, monkeypatch: pytest.MonkeyPatch
) -> None:
    declare(analysed, LIST_FINDINGS, {"findings": []}, analyzerArn=f"{PREFIX}/own", filter=OPEN)
    assert gather("accessanalyzer", analysed, monkeypatch).population(FINDING).resources == []


def test_a_hundred_findings_come_with_each_call(
    analysed: Server, monkeypatch: pytest.MonkeyPatch
) -> None:
    many = {"findings": [finding(f"f-{one}") for one in range(201)]}
    declare(analysed, LIST_FINDINGS, many, analyzerArn=f"{PREFIX}/own")
    found = gather("accessanalyzer", analysed, monkeypatch)
    assert found.calls.count(LIST_FINDINGS) == 3 + 1
    assert len(found.population(FINDING).resources) == 201


@pytest.mark.parametrize("analyzers", [[], [analyzer("unused", "ACCOUNT_UNUSED_ACCESS")]])
def test_region_in_which_nobody_looks_has_one_that_stands_for_all(
    aws: Server, monkeypatch: pytest.MonkeyPatch, analyzers: list[dict[str, Any]]
) -> None:
    declare(aws, LIST, {"analyzers": analyzers})
    found = gather("accessanalyzer", aws, monkeypatch)
    assert found.calls == [LIST]
    population = found.population(FINDING)
    assert population.error == ""
    (unsought,) = population.resources
    assert (unsought.arn, unsought.facts) == (f"{PREFIX}/*/finding/*", {})


def test_region_that_nobody_touched_has_no_analyzer(
    aws: Server, monkeypatch: pytest.MonkeyPatch
) -> None:
    found = gather("accessanalyzer", aws, monkeypatch)
    assert found.resource(f"{PREFIX}s")["analyzers"] == {"analyzers": []}


def test_denied_list_leaves_everything_unknown(
    analysed: Server, monkeypatch: pytest.MonkeyPatch
) -> None:
    refuse(analysed, LIST, status=403)
    found = gather("accessanalyzer", analysed, monkeypatch)
    (analyzers,) = found.population(ANALYZERS).resources
    with pytest.raises(NotCollected, match="AccessDenied"):
        _ = analyzers["analyzers"]
    population = found.population(FINDING)
    assert (population.resources, "AccessDenied" in population.error) == ([], True)


def test_denied_findings_are_an_error(analysed: Server, monkeypatch: pytest.MonkeyPatch) -> None:
    refuse(analysed, LIST_FINDINGS, status=403, analyzerArn=f"{PREFIX}/all")
    population = gather("accessanalyzer", analysed, monkeypatch).population(FINDING)
    assert "AccessDenied" in population.error
    assert len(population.resources) == 2


@pytest.mark.parametrize(
    ("operation", "path"),
    [
        (LIST, "analyzers.arn"),
        (LIST, "analyzers.type"),
        (LIST, "analyzers.status"),
        (LIST_FINDINGS, "findings.id"),
        (LIST_FINDINGS, "findings.resource"),
        (LIST_FINDINGS, "findings.resourceType"),
        (LIST_FINDINGS, "findings.createdAt"),
        (LIST_FINDINGS, "findings.error"),
    ],
)
def test_what_is_read_is_in_the_api(operation: str, path: str) -> None:
    assert has_member(operation, path)
