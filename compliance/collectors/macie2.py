"""Amazon Macie: whether it is on, what it watches, what it found and where that goes."""

from collections.abc import Iterator, Mapping, Sequence
from functools import partial
from typing import TYPE_CHECKING, Any

from compliance.aws.answers import Answer, Answers, Listing
from compliance.aws.regions import is_offered
from compliance.collectors.collector import Collector, Scope, register
from compliance.collectors.resource import Population, Resource, known

if TYPE_CHECKING:
    from compliance.aws.reader import Reader

# Whether Macie is on: one resource a region, also where it is off.
SESSION = "AWS::Macie::Session"
# A bucket as Macie sees it; other collectors read its own settings.
BUCKET = "AWS::S3::Bucket (Macie)"
# Each is listed apart, so that one list can be whole where the other is not.
SENSITIVE_DATA = "AWS::Macie2::Finding (sensitive data)"
POLICY = "AWS::Macie2::Finding (policy)"

SERVICE = "macie2"
GET_SESSION = "macie2:GetMacieSession"
ADMINISTRATOR = "macie2:GetAdministratorAccount"
DISCOVERY = "macie2:GetAutomatedDiscoveryConfiguration"
EXPORT = "macie2:GetClassificationExportConfiguration"
PUBLICATION = "macie2:GetFindingsPublicationConfiguration"
BUCKETS = ("macie2:DescribeBuckets", "buckets")
FINDING_IDS = ("macie2:ListFindings", "findingIds")
GET_FINDINGS = "macie2:GetFindings"
ENABLED = "ENABLED"
# As the reader records that Macie is off, which AWS says by refusing in words of its own.
NOT_ENABLED = "NotEnabled"
# The default of DescribeBuckets, the most that GetFindings takes; AWS publishes no other maximum.
PAGE = 50
# What is asked for of each type: category and severities (Macie API, ListFindings).
ASKED = {
    SENSITIVE_DATA: ("CLASSIFICATION", ("High",)),
    POLICY: ("POLICY", ("High", "Medium")),
}
# A paused relation is one all the same (Macie API, RelationshipStatus).
RELATED = frozenset({"Enabled", "Paused"})


def collect(reader: "Reader") -> None:
    """Ask whether Macie is on; only where it is, there is anything else to be read.

    An administrator is shown its members' buckets and findings too: each list is narrowed to the
    account itself. Of a member its administrator decides on automated discovery.
    """
    if not is_offered(SERVICE, reader.partition, reader.region):
        return
    session = reader.call(GET_SESSION)
    if (session.parsed or {}).get("status") != ENABLED:
        return
    if not administrator_of(reader.call(ADMINISTRATOR).parsed or {}, reader.account_id):
        reader.call(DISCOVERY)
    reader.call(EXPORT)
    reader.call(PUBLICATION)
    reader.pages(*BUCKETS, criteria={"accountId": {"eq": [reader.account_id]}}, maxResults=PAGE)
    for kind in ASKED:
        criteria = _criteria(reader.account_id, kind)
        ids = reader.pages(*FINDING_IDS, findingCriteria=criteria, maxResults=PAGE)
        reader.each(partial(_get, reader), _in_batches(ids.items))


def administrator_of(answer: Mapping[str, Any], account_id: str) -> str:
    """The account that administers Macie for this one; empty for an account of its own."""
    administrator = answer.get("administrator") or {}
    found = str(administrator.get("accountId") or "")
    is_related = administrator.get("relationshipStatus") in RELATED
    return found if is_related and found != account_id else ""


def _get(reader: "Reader", ids: Sequence[Any]) -> Answer:
    return reader.call(GET_FINDINGS, findingIds=list(ids))


def _in_batches(ids: Sequence[Any]) -> list[Sequence[Any]]:
    return [ids[start : start + PAGE] for start in range(0, len(ids), PAGE)]


def _criteria(account_id: str, kind: str) -> dict[str, Any]:
    """Those that nobody archived."""
    category, severities = ASKED[kind]
    return {
        "criterion": {
            "accountId": {"eq": [account_id]},
            "archived": {"eq": ["false"]},
            "category": {"eq": [category]},
            "severity.description": {"eq": list(severities)},
        }
    }


def describe(answers: Answers) -> Iterator[Population]:
    """The session with its settings, the buckets that Macie sees, the findings of each kind."""
    prefix = f"arn:{answers.partition}:macie2:{answers.region}:{answers.account_id}"
    absent = ""
    if not is_offered(SERVICE, answers.partition, answers.region):
        absent = f"Amazon Macie is not offered in {answers.region}."
    session = answers.one(GET_SESSION).or_absent(NOT_ENABLED)
    yield Population(
        arn=f"{prefix}:session",
        type=SESSION,
        account_id=answers.account_id,
        region=answers.region,
        operation=GET_SESSION,
        resources=[] if absent else [_session(answers, f"{prefix}:session", session)],
        absent=absent,
    )
    gaps = {"absent": absent, "unknown": "" if absent else _idle(session, answers.region)}
    buckets = answers.listing(*BUCKETS)
    yield Population(
        arn=f"{prefix}:bucket/*",
        type=BUCKET,
        account_id=answers.account_id,
        region=answers.region,
        operation=buckets.operation if session.parsed else GET_SESSION,
        resources=[_bucket(answers, one) for one in buckets.items],
        error=_unread(session, buckets, gaps),
        count_statement=buckets.count_statement("buckets"),
        absent=gaps["absent"],
        unknown=gaps["unknown"],
    )
    for kind in ASKED:
        yield _findings(answers, kind, f"{prefix}:finding", session, gaps)


def _idle(session: Answer, region: str) -> str:
    """Why nothing is watched; empty where Macie is on, or that was not read."""
    status = (session.parsed or {"status": ENABLED}).get("status")
    if status == ENABLED and not session.absent:
        return ""
    what = "not enabled" if session.absent else status or "in no known state"
    return f"Macie is {what} in {region}: what it would see, nobody knows"


def _session(answers: Answers, arn: str, session: Answer) -> Resource:
    return Resource(
        arn=arn,
        type=SESSION,
        name="session",
        account_id=answers.account_id,
        region=answers.region,
        facts={
            "session": session,
            "administrator": answers.one(ADMINISTRATOR),
            "discovery": answers.one(DISCOVERY),
            "export": answers.one(EXPORT),
            "publication": answers.one(PUBLICATION),
        },
    )


def _bucket(answers: Answers, one: Mapping[str, Any]) -> Resource:
    return Resource(
        arn=one["bucketArn"],
        type=BUCKET,
        name=one["bucketName"],
        account_id=answers.account_id,
        region=answers.region,
        facts={"bucket": known(BUCKETS[0], one)},
    )


def _unread(session: Answer, listing: Listing, gaps: Mapping[str, str]) -> str:
    """Why the list is not whole; empty where it is, or there is a known reason for none."""
    if any(gaps.values()):
        return ""
    return listing.error if session.parsed is not None else session.error


def _findings(
    answers: Answers, kind: str, arn: str, session: Answer, gaps: Mapping[str, str]
) -> Population:
    criteria = _criteria(answers.account_id, kind)
    ids = answers.listing(*FINDING_IDS, findingCriteria=criteria)
    category, severities = ASKED[kind]
    things = f"{category} findings of severity {' or '.join(severities)} that are not archived"
    return Population(
        arn=f"{arn}/{category.lower()}/*",
        type=kind,
        account_id=answers.account_id,
        region=answers.region,
        operation=ids.operation if session.parsed else GET_SESSION,
        resources=[
            Resource(
                arn=f"{arn}/{name}",
                type=kind,
                name=str(name),
                account_id=answers.account_id,
                region=answers.region,
                facts={"finding": finding},
            )
            for batch in _in_batches(ids.items)
            for name, finding in _described(answers, batch)
        ],
        error=_unread(session, ids, gaps),
        count_statement=ids.count_statement(things),
        absent=gaps["absent"],
        unknown=gaps["unknown"],
    )


def _described(answers: Answers, ids: Sequence[Any]) -> Iterator[tuple[Any, Answer]]:
    """Each finding with its description, or with why there is none."""
    answer = answers.one(GET_FINDINGS, findingIds=list(ids))
    if answer.parsed is None:
        yield from ((name, answer) for name in ids)
        return
    found = {one.get("id"): one for one in answer.parsed.get("findings") or ()}
    for name in ids:
        if name in found:
            yield name, known(GET_FINDINGS, found[name])
        else:
            why = "the finding was listed and not described"
            yield name, Answer(GET_FINDINGS, error_code="Incomplete", error_message=why)


register(
    Collector(
        name="macie2",
        scope=Scope.REGIONAL,
        version=1,
        actions=(
            "macie2:DescribeBuckets",
            "macie2:GetAdministratorAccount",
            "macie2:GetAutomatedDiscoveryConfiguration",
            "macie2:GetClassificationExportConfiguration",
            "macie2:GetFindings",
            "macie2:GetFindingsPublicationConfiguration",
            "macie2:GetMacieSession",
            "macie2:ListFindings",
        ),
        resource_types=(SESSION, BUCKET, SENSITIVE_DATA, POLICY),
        collect=collect,
        describe=describe,
    )
)
