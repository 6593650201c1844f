"""collectors.inspector2: a call and an inventory where it is off; what it found where it is on."""

from typing import Any

import pytest

from compliance.aws.answers import Answers, NotCollected
from compliance.collectors.collector import COLLECTORS
from compliance.collectors.inspector2 import ACCOUNT_STATUS, FILTER, FINDING
from compliance.collectors.resource import Estate, Resource
from tests.compliance.collectors.gathering import REGION, declare, gather, has_member, refuse
from tests.demo.serving import OWN_ACCOUNT, Server

PREFIX = f"arn:aws:inspector2:{REGION}:{OWN_ACCOUNT}"
ARN = f"{PREFIX}:account-status"
STATUS = "inspector2:BatchGetAccountStatus"
FINDINGS = "inspector2:ListFindings"
INVENTORY = [
    "ec2:DescribeInstances",
    "ecr:DescribeRepositories",
    "lambda:ListFunctions",
    "inspector2:ListCodeSecurityIntegrations",
]
WHEN_ON = [
    STATUS,
    "inspector2:GetConfiguration",
    "inspector2:ListCoverage",
    FINDINGS,
    FINDINGS,
    "inspector2:ListFilters",
]
# A token that the server takes for the start of a list.
FIRST = "ZnJvbTow"
KINDS = ("ec2", "ecr", "lambda", "lambdaCode", "codeRepository")


def equals(*values: str) -> list[dict[str, str]]:
    """A filter by which AWS narrows a list."""
    return [{"comparison": "EQUALS", "value": one} for one in values]


FIXABLE: dict[str, Any] = {
    "awsAccountId": equals(OWN_ACCOUNT),
    "findingStatus": equals("ACTIVE"),
    "fixAvailable": equals("YES", "PARTIAL"),
    "severity": equals("CRITICAL", "HIGH"),
}
EXPLOITABLE = {
    **FIXABLE,
    "exploitAvailable": equals("YES"),
    "fixAvailable": equals("YES"),
    "severity": equals("MEDIUM", "LOW", "INFORMATIONAL", "UNTRIAGED"),
}
SUPPRESSED = {**FIXABLE, "findingStatus": equals("SUPPRESSED")}


def finding(number: int) -> dict[str, Any]:
    """A finding as AWS lists it."""
    return {"findingArn": f"{PREFIX}:finding/{number:04}", "title": f"CVE-{number}"}


def state(status: str = "ENABLED", **kinds: str) -> dict[str, Any]:
    """The account's entry of the answer."""
    told = {kind: {"status": kinds.get(kind, status)} for kind in KINDS}
    return {"accountId": OWN_ACCOUNT, "state": {"status": status}, "resourceState": told}


@pytest.fixture
def on(aws: Server) -> Server:
    """A server that scans everything, with two findings, a coverage and a rule."""
    declare(aws, STATUS, {"accounts": [state()]})
    covered = {"resourceType": "AWS_EC2_INSTANCE", "resourceId": "i-0a1b2c3d4e"}
    declare(aws, "inspector2:ListCoverage", {"coveredResources": [covered]})
    declare(aws, FINDINGS, {"findings": [finding(1)]}, filterCriteria=FIXABLE)
    declare(aws, FINDINGS, {"findings": [finding(2)]}, filterCriteria=EXPLOITABLE)
    declare(aws, FINDINGS, {"findings": [finding(3), finding(4)]}, filterCriteria=SUPPRESSED)
    rule = {"arn": f"{PREFIX}:owner/{OWN_ACCOUNT}/filter/0a1b", "name": "rule"}
    declare(aws, "inspector2:ListFilters", {"filters": [rule]})
    return aws


def test_enabled_account_has_coverage_findings_and_rules(
    on: Server, monkeypatch: pytest.MonkeyPatch
) -> None:
    found = gather("inspector2", on, monkeypatch)
    account = found.resource(ARN)
    assert account["status"]["state"] == {"status": "ENABLED"}
    assert account["coverage"]["coveredResources"][0]["resourceId"] == "i-0a1b2c3d4e"
    assert account["configuration"]["ecrConfiguration"]["rescanDurationState"]
    findings = found.population(FINDING)
    assert [one.name for one in findings.resources] == ["CVE-1", "CVE-2"]
    assert (findings.error, findings.unknown, findings.absent) == ("", "", "")
    assert "returned 1 active critical or high findings with a fix" in findings.count_statement
    assert "1 others with an exploit" in findings.count_statement
    (rule,) = found.population(FILTER).resources
    assert len(rule["suppressed"]["findings"]) == 2
    assert sorted(found.calls) == sorted([*WHEN_ON, FINDINGS])


def test_without_a_rule_nothing_suppressed_is_asked_for(
    on: Server, monkeypatch: pytest.MonkeyPatch
) -> None:
    declare(on, "inspector2:ListFilters", {"filters": []})
    assert sorted(gather("inspector2", on, monkeypatch).calls) == sorted(WHEN_ON)


def test_lists_are_read_in_the_largest_pages(on: Server, monkeypatch: pytest.MonkeyPatch) -> None:
    many = [finding(number) for number in range(201)]
    declare(on, FINDINGS, {"findings": many}, filterCriteria=FIXABLE)
    covered = [{"resourceId": f"i-0a1b2c3d{number:04}"} for number in range(201)]
    declare(on, "inspector2:ListCoverage", {"coveredResources": covered})
    found = gather("inspector2", on, monkeypatch)
    assert found.calls.count(FINDINGS) == 3 + 1 + 1
    assert found.calls.count("inspector2:ListCoverage") == 2
    assert len(found.population(FINDING).resources) == 202


def test_untouched_account_costs_a_call_and_an_inventory(
    aws: Server, monkeypatch: pytest.MonkeyPatch
) -> None:
    found = gather("inspector2", aws, monkeypatch)
    assert found.calls == [STATUS, *INVENTORY]
    account = found.resource(ARN)
    assert account["status"]["resourceState"]["codeRepository"] == {"status": "DISABLED"}
    assert account["ec2"]["is_empty"]
    assert "returned 0 repositories" in account["ecr"]["count"]
    findings = found.population(FINDING)
    assert "DISABLED, and there is nothing to be scanned" in findings.absent
    assert (findings.error, findings.unknown) == ("", "")
    assert "nothing that a rule could suppress" in found.population(FILTER).absent
    facts = [*account.facts.values()]
    assert not [one.error_code for one in facts if one.error_code]


def test_off_where_there_is_something_leaves_findings_unknown(
    aws: Server, monkeypatch: pytest.MonkeyPatch
) -> None:
    declare(aws, "ecr:DescribeRepositories", {"repositories": [{"repositoryName": "shop"}]})
    found = gather("inspector2", aws, monkeypatch)
    assert not found.resource(ARN)["ecr"]["is_empty"]
    findings = found.population(FINDING)
    assert (findings.error, findings.absent) == ("", "")
    assert "DISABLED: what it would find, nobody knows" in findings.unknown
    nobody = Resource("arn", "account", "", OWN_ACCOUNT, "global")
    with pytest.raises(NotCollected, match="nobody knows"):
        Estate(nobody, found.populations).every(FINDING)


def test_suspended_account_is_not_asked_for_findings(
    aws: Server, monkeypatch: pytest.MonkeyPatch
) -> None:
    declare(aws, STATUS, {"accounts": [state("SUSPENDED")]})
    found = gather("inspector2", aws, monkeypatch)
    assert found.calls == [STATUS, *INVENTORY]
    for kind in (FINDING, FILTER):
        assert "SUSPENDED" in found.population(kind).unknown
        assert found.population(kind).absent == ""


@pytest.mark.parametrize("there", [True, False])
def test_what_is_not_scanned_may_have_findings_that_nobody_knows(
    on: Server, monkeypatch: pytest.MonkeyPatch, *, there: bool
) -> None:
    declare(on, STATUS, {"accounts": [state(**{"lambda": "DISABLED"})]})
    functions = [{"FunctionName": "resize"}] if there else []
    declare(on, "lambda:ListFunctions", {"Functions": functions})
    found = gather("inspector2", on, monkeypatch)
    assert found.calls.count("lambda:ListFunctions") == 1
    assert "ec2:DescribeInstances" not in found.calls
    assert ("lambda is DISABLED" in found.population(FINDING).unknown) is there


def test_inventory_turns_empty_pages(aws: Server, monkeypatch: pytest.MonkeyPatch) -> None:
    declare(aws, "lambda:ListFunctions", {"Functions": [], "NextMarker": FIRST})
    declare(aws, "lambda:ListFunctions", {"Functions": [{"FunctionName": "f"}]}, Marker=FIRST)
    found = gather("inspector2", aws, monkeypatch)
    assert found.calls.count("lambda:ListFunctions") == 2
    assert not found.resource(ARN)["lambda"]["is_empty"]


def test_inventory_that_names_itself_ends_and_proves_nothing(
    aws: Server, monkeypatch: pytest.MonkeyPatch
) -> None:
    declare(aws, "lambda:ListFunctions", {"Functions": [], "NextMarker": "more"})
    found = gather("inspector2", aws, monkeypatch)
    assert found.calls.count("lambda:ListFunctions") == 2
    with pytest.raises(NotCollected, match="Incomplete"):
        _ = found.resource(ARN)["lambda"]
    assert found.population(FINDING).absent == ""


def test_denied_status_leaves_everything_unread(
    aws: Server, monkeypatch: pytest.MonkeyPatch
) -> None:
    refuse(aws, STATUS, status=403)
    found = gather("inspector2", aws, monkeypatch)
    assert found.calls == [STATUS]
    with pytest.raises(NotCollected, match="AccessDeniedException"):
        _ = found.resource(ARN)["status"]
    for kind in (FINDING, FILTER):
        population = found.population(kind)
        assert "AccessDenied" in population.error
        assert (population.operation, population.absent) == (STATUS, "")


def test_account_that_failed_is_not_an_account_that_is_off(
    aws: Server, monkeypatch: pytest.MonkeyPatch
) -> None:
    failed = {"accountId": OWN_ACCOUNT, "errorCode": "ACCESS_DENIED", "errorMessage": "no"}
    declare(aws, STATUS, {"accounts": [], "failedAccounts": [failed]})
    with pytest.raises(NotCollected, match="ACCESS_DENIED: no"):
        _ = gather("inspector2", aws, monkeypatch).resource(ARN)["status"]
    declare(aws, STATUS, {"accounts": []})
    with pytest.raises(NotCollected, match="does not name the account"):
        _ = gather("inspector2", aws, monkeypatch).resource(ARN)["status"]


@pytest.mark.parametrize("criteria", [FIXABLE, EXPLOITABLE])
def test_denied_findings_are_an_error(
    on: Server, monkeypatch: pytest.MonkeyPatch, criteria: dict[str, Any]
) -> None:
    refuse(on, FINDINGS, status=403, filterCriteria=criteria)
    population = gather("inspector2", on, monkeypatch).population(FINDING)
    assert "AccessDenied" in population.error


@pytest.mark.parametrize(
    ("operation", "fact"),
    [("inspector2:ListCoverage", "coverage"), ("inspector2:GetConfiguration", "configuration")],
)
def test_denied_fact_is_not_determined(
    on: Server, monkeypatch: pytest.MonkeyPatch, operation: str, fact: str
) -> None:
    refuse(on, operation, status=403)
    account = gather("inspector2", on, monkeypatch).resource(ARN)
    with pytest.raises(NotCollected, match="AccessDenied"):
        _ = account[fact]


def test_denied_rules_are_an_error(on: Server, monkeypatch: pytest.MonkeyPatch) -> None:
    refuse(on, "inspector2:ListFilters", status=403)
    assert "AccessDenied" in gather("inspector2", on, monkeypatch).population(FILTER).error


def test_region_without_inspector_is_not_asked(
    aws: Server, monkeypatch: pytest.MonkeyPatch
) -> None:
    found = gather("inspector2", aws, monkeypatch, region="ap-southeast-6")
    assert found.calls == []
    assert {one.type for one in found.populations} == {ACCOUNT_STATUS, FINDING, FILTER}
    for one in found.populations:
        assert one.absent == "Amazon Inspector is not offered in ap-southeast-6."
        assert (list(one.resources), one.error, one.unknown) == ([], "", "")


def test_nothing_at_all_is_described_without_a_claim() -> None:
    place = Answers([], account_id=OWN_ACCOUNT, region=REGION)
    for one in COLLECTORS["inspector2"].describe(place):
        assert one.absent == ""
        assert one.resources or one.error


@pytest.mark.parametrize(
    ("operation", "path"),
    [
        (STATUS, "accounts.resourceState.codeRepository.status"),
        (STATUS, "accounts.resourceState.lambdaCode.status"),
        (STATUS, "accounts.state.status"),
        (STATUS, "failedAccounts.errorCode"),
        ("inspector2:GetConfiguration", "ecrConfiguration.rescanDurationState.rescanDuration"),
        ("inspector2:GetConfiguration", "ecrConfiguration.rescanDurationState.status"),
        ("inspector2:ListCodeSecurityIntegrations", "integrations"),
        ("inspector2:ListCoverage", "coveredResources.lastScannedAt"),
        ("inspector2:ListCoverage", "coveredResources.resourceId"),
        ("inspector2:ListCoverage", "coveredResources.resourceType"),
        ("inspector2:ListCoverage", "coveredResources.scanStatus.reason"),
        ("inspector2:ListCoverage", "coveredResources.scanStatus.statusCode"),
        ("inspector2:ListCoverage", "coveredResources.scanType"),
        ("inspector2:ListFilters", "filters.description"),
        ("inspector2:ListFilters", "filters.reason"),
        ("inspector2:ListFilters", "filters.updatedAt"),
        (FINDINGS, "findings.exploitAvailable"),
        (FINDINGS, "findings.findingArn"),
        (FINDINGS, "findings.firstObservedAt"),
        (FINDINGS, "findings.fixAvailable"),
        (FINDINGS, "findings.packageVulnerabilityDetails.vendorCreatedAt"),
        (FINDINGS, "findings.packageVulnerabilityDetails.vulnerabilityId"),
        (FINDINGS, "findings.resources.details.awsEc2Instance.launchedAt"),
        (FINDINGS, "findings.resources.details.awsEcrContainerImage.pushedAt"),
        (FINDINGS, "findings.resources.details.awsLambdaFunction.lastModifiedAt"),
        (FINDINGS, "findings.resources.details.image.pushedAt"),
        (FINDINGS, "findings.resources.details.machineImage.creationDate"),
        (FINDINGS, "findings.resources.details.serverlessFunction.lastModifiedAt"),
        (FINDINGS, "findings.resources.details.vm.launchedAt"),
        (FINDINGS, "findings.severity"),
    ],
)
def test_what_is_read_is_in_the_api(operation: str, path: str) -> None:
    assert has_member(operation, path)
