"""How many calls the collectors make that read services which look for faults themselves.

Such a service is on or off in each region, and off there is little to ask.
"""

import math

from compliance.aws.regions import is_offered
from compliance.collectors.guardduty import WATCHED
from tests.demo.seen import Seen, pages_of


def accessanalyzer_calls(seen: Seen) -> int:
    """Analyzers come in pages of a size that AWS chooses."""
    listed = ("accessanalyzer:ListAnalyzers", "analyzers")
    findings = ("accessanalyzer:ListFindingsV2", "findings", 100)
    return seen.pages_of_aws(*listed) + sum(
        seen.pages(*findings, analyzerArn=one["arn"])
        for one in seen.items(*listed)
        if one["type"] in ("ACCOUNT", "ORGANIZATION") and one["status"] == "ACTIVE"
    )


def config_calls(seen: Seen) -> int:
    """There is one retention at most; rules come in pages of a size that AWS chooses."""
    calls = 1
    if seen.one("config:DescribeConfigurationRecorders").get("ConfigurationRecorders"):
        states = seen.one("config:DescribeConfigurationRecorderStatus")
        calls += 2
        if any(one["recording"] for one in states.get("ConfigurationRecordersStatus", ())):
            calls += seen.pages("config:GetDiscoveredResourceCounts", "resourceCounts", 100)
    rules = ("config:DescribeComplianceByConfigRule", "ComplianceByConfigRules")
    return calls + 1 + seen.pages_of_aws(*rules)


def securityhub_calls(seen: Seen) -> int:
    """Off, the newer Security Hub is asked after."""
    hub = "securityhub:DescribeHub"
    if seen.one(hub):
        return 2 + seen.pages("securityhub:GetEnabledStandards", "StandardsSubscriptions", 100)
    return 2 if "is not subscribed to" in seen.error(hub) else 1


def guardduty_calls(seen: Seen) -> int:
    """A region has one detector at most."""
    findings = seen.lists("guardduty:ListFindings", "FindingIds")
    detectors = seen.items("guardduty:ListDetectors", "DetectorIds")
    calls = seen.pages("guardduty:ListDetectors", "DetectorIds", 50)
    calls += sum(1 + _of_plans_that_are_off(seen, one) for one in detectors)
    return calls + sum(pages_of(one, 50) + math.ceil(len(one) / 50) for one in findings)


def _of_plans_that_are_off(seen: Seen, detector: str) -> int:
    got = seen.one("guardduty:GetDetector", DetectorId=detector)
    if got.get("Status") != "ENABLED":
        return 0
    on = {one["Name"] for one in got.get("Features", ()) if one["Status"] == "ENABLED"}
    if "EKS_RUNTIME_MONITORING" in on:
        on.add("RUNTIME_MONITORING")
    return len(
        {kind.operation for plan, kinds in WATCHED.items() if plan not in on for kind in kinds}
    )


def inspector2_calls(seen: Seen) -> int:
    """What is not scanned is counted instead."""
    if not is_offered("inspector2", seen.partition, seen.region):
        return 0
    asked = seen.one("inspector2:BatchGetAccountStatus", accountIds=[seen.account_id])
    if not asked.get("accounts"):
        return 1
    (account,) = asked["accounts"]
    kinds = ("ec2", "ecr", "lambda", "codeRepository")
    if account["state"]["status"] != "ENABLED":
        return 1 + len(kinds)
    states = account["resourceState"]
    unscanned = [one for one in kinds if states.get(one, {}).get("status") != "ENABLED"]
    rules = ("inspector2:ListFilters", "filters")
    findings = seen.lists("inspector2:ListFindings", "findings")
    assert len(findings) == (3 if seen.items(*rules) else 2)
    lists = seen.pages("inspector2:ListCoverage", "coveredResources", 200)
    lists += seen.pages(*rules, 100) + sum(pages_of(one, 100) for one in findings)
    return 2 + len(unscanned) + lists


def macie2_calls(seen: Seen) -> int:
    """Of findings there are two lists."""
    if not is_offered("macie2", seen.partition, seen.region):
        return 0
    if seen.one("macie2:GetMacieSession").get("status") != "ENABLED":
        return 1
    related = seen.one("macie2:GetAdministratorAccount").get("administrator", {})
    is_member = related.get("relationshipStatus") in ("Enabled", "Paused")
    findings = seen.lists("macie2:ListFindings", "findingIds")
    assert len(findings) == 2
    calls = 4 + (not is_member) + seen.pages("macie2:DescribeBuckets", "buckets", 50)
    return calls + sum(pages_of(one, 50) + math.ceil(len(one) / 50) for one in findings)
