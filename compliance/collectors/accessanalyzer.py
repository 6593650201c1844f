"""IAM Access Analyzer: a region's analyzers, and who from outside they found to have access."""

from collections.abc import Iterator, Mapping
from functools import partial
from typing import TYPE_CHECKING, Any

from compliance.aws.answers import Answers, Listing
from compliance.collectors.collector import Collector, Scope, register
from compliance.collectors.resource import Population, Resource, known, listed

if TYPE_CHECKING:
    from compliance.aws.reader import Reader

# One a region: all of its analyzers together, none included.
ANALYZERS = "AWS::AccessAnalyzer::Analyzer"
FINDING = "AWS::AccessAnalyzer::Finding"

ANALYZER_LIST = ("accessanalyzer:ListAnalyzers", "analyzers")
FINDINGS = ("accessanalyzer:ListFindingsV2", "findings")
# Others look for unused access, or for access from inside.
EXTERNAL_TYPES = frozenset({"ACCOUNT", "ORGANIZATION"})
OPEN = {"findingType": {"eq": ["ExternalAccess"]}, "status": {"eq": ["ACTIVE"]}}


def collect(reader: "Reader") -> None:
    """List the analyzers, and what is open of those that look for access from outside."""
    analyzers = reader.pages(*ANALYZER_LIST)
    external = [one["arn"] for one in analyzers.items if is_external_and_active(one)]
    reader.each(partial(_collect_findings, reader), external)


def _collect_findings(reader: "Reader", arn: str) -> None:
    reader.pages(*FINDINGS, analyzerArn=arn, filter=OPEN, maxResults=100)


def is_external_and_active(analyzer: Mapping[str, Any]) -> bool:
    """Whether an entry of ListAnalyzers looks for access from outside, and is at work."""
    return analyzer.get("type") in EXTERNAL_TYPES and analyzer.get("status") == "ACTIVE"


def describe(answers: Answers) -> Iterator[Population]:
    """The region's analyzers as one; open findings of its external ones, which it may not have."""
    prefix = f"arn:{answers.partition}:access-analyzer:{answers.region}:{answers.account_id}"
    analyzers = answers.listing(*ANALYZER_LIST)
    arn = f"{prefix}:analyzers"
    facts = {"analyzers": listed(analyzers, ANALYZER_LIST[1])}
    yield Population(
        arn=arn,
        type=ANALYZERS,
        account_id=answers.account_id,
        region=answers.region,
        operation=analyzers.operation,
        resources=[
            Resource(arn, ANALYZERS, "analyzers", answers.account_id, answers.region, facts)
        ],
    )
    external = [one["arn"] for one in analyzers.items if is_external_and_active(one)]
    unknown = f"{prefix}:analyzer/*/finding/*"
    by_analyzer = {one: answers.listing(*FINDINGS, analyzerArn=one) for one in external}
    yield Population(
        arn=unknown,
        type=FINDING,
        account_id=answers.account_id,
        region=answers.region,
        operation=FINDINGS[0] if by_analyzer else analyzers.operation,
        resources=[
            _finding(answers, analyzer, one)
            for analyzer, listing in by_analyzer.items()
            for one in listing.items
        ]
        or _unsought(answers, analyzers, unknown),
        error=next((one.error for one in (analyzers, *by_analyzer.values()) if one.error), ""),
        count_statement="; ".join(
            f"{one.count_statement('open findings')} of {analyzer}"
            for analyzer, one in by_analyzer.items()
        ),
    )


def _unsought(answers: Answers, analyzers: Listing, arn: str) -> list[Resource]:
    """What stands for all findings where no analyzer looks for any: it has none, but could."""
    if not analyzers.is_complete or any(map(is_external_and_active, analyzers.items)):
        return []
    return [Resource(arn, FINDING, "none sought", answers.account_id, answers.region)]


def _finding(answers: Answers, analyzer: str, entry: Mapping[str, Any]) -> Resource:
    return Resource(
        arn=f"{analyzer}/finding/{entry['id']}",
        type=FINDING,
        name=entry["id"],
        account_id=answers.account_id,
        region=answers.region,
        facts={"finding": known(FINDINGS[0], entry)},
    )


register(
    Collector(
        name="accessanalyzer",
        scope=Scope.REGIONAL,
        version=1,
        actions=("access-analyzer:ListAnalyzers", "access-analyzer:ListFindings"),
        resource_types=(ANALYZERS, FINDING),
        collect=collect,
        describe=describe,
    )
)
