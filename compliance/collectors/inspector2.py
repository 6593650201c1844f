"""Amazon Inspector: what it scans, what it covers, what it found and what is suppressed."""

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Any

from compliance.aws.answers import Answer, Answers, Listing
from compliance.aws.regions import is_offered
from compliance.collectors.collector import Collector, Scope, register
from compliance.collectors.inventory import FUNCTIONS, INSTANCES, REPOSITORIES, Inventory
from compliance.collectors.resource import Population, Resource, known, listed

if TYPE_CHECKING:
    from compliance.aws.reader import Reader

# Which kinds of resource are scanned: one resource a region, also where nothing is.
ACCOUNT_STATUS = "AWS::Inspector2::AccountStatus"
FINDING = "AWS::Inspector2::Finding"
FILTER = "AWS::Inspector2::Filter"

SERVICE = "inspector2"
STATUS = "inspector2:BatchGetAccountStatus"
CONFIGURATION = "inspector2:GetConfiguration"
COVERAGE = ("inspector2:ListCoverage", "coveredResources")
FINDINGS = ("inspector2:ListFindings", "findings")
FILTERS = ("inspector2:ListFilters", "filters")
ENABLED = "ENABLED"
DISABLED = "DISABLED"
# Of these severities every finding with a fix is read; of the others those with an exploit too.
SEVERITIES = ("CRITICAL", "HIGH")
OTHER_SEVERITIES = ("MEDIUM", "LOW", "INFORMATIONAL", "UNTRIAGED")
# What could be scanned, by its member of the account's state; asked where scanning is off.
INVENTORY: Mapping[str, Inventory] = {
    "ec2": INSTANCES,
    "ecr": REPOSITORIES,
    "lambda": FUNCTIONS,
    "codeRepository": Inventory(
        "inspector2:ListCodeSecurityIntegrations",
        "integrations",
        "integrations of code repositories",
        {"maxResults": 1},
    ),
}
# Without these Inspector has nothing to find, whatever else the account has.
SCANNED = ("ec2", "ecr", "lambda")


def collect(reader: "Reader") -> None:
    """Ask what is scanned; then what was found, or whether there is anything to be scanned.

    A delegated administrator is shown its members' resources and findings too: each list is
    narrowed to the account itself.
    """
    if not is_offered(SERVICE, reader.partition, reader.region):
        return
    state = _own_state(reader.call(STATUS, accountIds=[reader.account_id]), reader.account_id)
    if state.parsed is None:
        return
    is_on = _status(state) == ENABLED
    for kind, inventory in INVENTORY.items():
        if not (is_on and _status(state, kind) == ENABLED):
            inventory.ask(reader)
    if not is_on:
        return
    reader.call(CONFIGURATION)
    own = {"accountId": _equals(reader.account_id)}
    reader.pages(*COVERAGE, filterCriteria=own, maxResults=200)
    for criteria in (_fixable(reader.account_id), _exploitable(reader.account_id)):
        reader.pages(*FINDINGS, filterCriteria=criteria, maxResults=100)
    filters = reader.pages(*FILTERS, action="SUPPRESS", maxResults=100)
    if filters.items:
        hidden = _fixable(reader.account_id, "SUPPRESSED")
        reader.pages(*FINDINGS, filterCriteria=hidden, maxResults=100)


def _own_state(answer: Answer, account_id: str) -> Answer:
    """The account's own entry of the answer, or why there is none."""
    if answer.parsed is None:
        return answer
    for one in answer.parsed.get("accounts") or ():
        if one.get("accountId") == account_id:
            return known(STATUS, one)
    for one in answer.parsed.get("failedAccounts") or ():
        if one.get("accountId") == account_id:
            code, message = one.get("errorCode", "Failed"), one.get("errorMessage", "")
            return Answer(STATUS, error_code=code, error_message=message)
    message = "the answer does not name the account"
    return Answer(STATUS, error_code="Incomplete", error_message=message)


def _status(state: Answer, kind: str = "") -> str:
    """The status of the account, or of scanning one kind of resource."""
    parsed = state.parsed or {}
    place = (parsed.get("resourceState") or {}).get(kind) if kind else parsed.get("state")
    return str((place or {}).get("status", ""))


def _equals(*values: str) -> list[dict[str, str]]:
    return [{"comparison": "EQUALS", "value": one} for one in values]


def _fixable(account_id: str, status: str = "ACTIVE") -> dict[str, Any]:
    return {
        "awsAccountId": _equals(account_id),
        "findingStatus": _equals(status),
        "fixAvailable": _equals("YES", "PARTIAL"),
        "severity": _equals(*SEVERITIES),
    }


def _exploitable(account_id: str) -> dict[str, Any]:
    """Those with an exploit and a fix that `_fixable` leaves out."""
    return {
        "awsAccountId": _equals(account_id),
        "exploitAvailable": _equals("YES"),
        "findingStatus": _equals("ACTIVE"),
        "fixAvailable": _equals("YES"),
        "severity": _equals(*OTHER_SEVERITIES),
    }


def describe(answers: Answers) -> Iterator[Population]:
    """What is scanned, with coverage and inventory; the findings; the rules that suppress."""
    prefix = f"arn:{answers.partition}:inspector2:{answers.region}:{answers.account_id}"
    elsewhere = ""
    if not is_offered(SERVICE, answers.partition, answers.region):
        elsewhere = f"Amazon Inspector is not offered in {answers.region}."
    response = answers.one(STATUS, accountIds=[answers.account_id])
    state = _own_state(response, answers.account_id)
    arn = f"{prefix}:account-status"
    status = Resource(
        arn,
        ACCOUNT_STATUS,
        "account-status",
        answers.account_id,
        answers.region,
        _facts(answers, state),
    )
    yield Population(
        arn=arn,
        type=ACCOUNT_STATUS,
        account_id=answers.account_id,
        region=answers.region,
        operation=STATUS,
        resources=[] if elsewhere else [status],
        absent=elsewhere,
    )
    absent = elsewhere or _nothing(status)
    yield _findings(answers, f"{prefix}:finding/*", status, absent)
    absent = elsewhere or _no_rule(state)
    yield _filters(answers, f"{prefix}:owner/{answers.account_id}/filter/*", state, absent)


def _facts(answers: Answers, state: Answer) -> dict[str, Answer]:
    coverage = answers.listing(*COVERAGE)
    facts = {
        "status": state,
        "configuration": answers.one(CONFIGURATION),
        "coverage": listed(coverage, COVERAGE[1]) if coverage.pages else Answer(COVERAGE[0]),
    }
    return facts | {kind: one.counted(answers) for kind, one in INVENTORY.items()}


def _nothing(account: Resource) -> str:
    """That it is off and there is nothing to be scanned; empty where that is not proven."""
    inventories = [account.facts[kind].parsed or {} for kind in SCANNED]
    is_off = _status(account.facts["status"]) == DISABLED
    if not is_off or not all(one.get("is_empty") for one in inventories):
        return ""
    counts = "; ".join(str(one["count"]) for one in inventories)
    return f"Amazon Inspector is DISABLED, and there is nothing to be scanned: {counts}."


def _no_rule(state: Answer) -> str:
    if _status(state) != DISABLED:
        return ""
    return "Amazon Inspector is DISABLED and finds nothing that a rule could suppress."


def _off(state: Answer) -> str:
    """That nothing is found; empty where Inspector is on, or the status was not read."""
    if state.parsed is None or _status(state) == ENABLED:
        return ""
    status = _status(state) or "in no known state"
    return f"Amazon Inspector is {status}: what it would find, nobody knows"


def _unseen(account: Resource) -> str:
    """What is there, or may be, and is not scanned: what would be found in it, nobody knows."""
    state = account.facts["status"]
    there = [
        f"{kind} is {_status(state, kind) or 'not told'}"
        for kind in SCANNED
        if _status(state, kind) != ENABLED
        and not (account.facts[kind].parsed or {}).get("is_empty")
    ]
    return f"Not all that there is, or may be, is scanned: {', '.join(there)}" if there else ""


def _findings(answers: Answers, arn: str, account: Resource, absent: str) -> Population:
    criteria = (_fixable(answers.account_id), _exploitable(answers.account_id))
    lists = [answers.listing(*FINDINGS, filterCriteria=one) for one in criteria]
    state = account.facts["status"]
    unread = "" if absent or _off(state) else _first(state, *lists)
    return Population(
        arn=arn,
        type=FINDING,
        account_id=answers.account_id,
        region=answers.region,
        operation=FINDINGS[0] if state.parsed else STATUS,
        resources=[_finding(answers, one) for listing in lists for one in listing.items],
        error=unread,
        count_statement=(
            f"{lists[0].count_statement('active critical or high findings with a fix')}, and "
            f"{len(lists[1].items)} others with an exploit and a fix"
        ),
        absent=absent,
        unknown="" if absent or unread else _off(state) or _unseen(account),
    )


def _first(state: Answer, *lists: Listing) -> str:
    """The first thing that could not be read; empty where all was."""
    if state.parsed is None:
        return state.error
    return next((one.error for one in lists if one.error), "")


def _finding(answers: Answers, one: Mapping[str, Any]) -> Resource:
    return Resource(
        arn=one["findingArn"],
        type=FINDING,
        name=one.get("title", ""),
        account_id=answers.account_id,
        region=answers.region,
        facts={"finding": known(FINDINGS[0], one)},
    )


def _filters(answers: Answers, arn: str, state: Answer, absent: str) -> Population:
    filters = answers.listing(*FILTERS)
    hidden = answers.listing(*FINDINGS, filterCriteria=_fixable(answers.account_id, "SUPPRESSED"))
    return Population(
        arn=arn,
        type=FILTER,
        account_id=answers.account_id,
        region=answers.region,
        operation=FILTERS[0] if state.parsed else STATUS,
        resources=[
            Resource(
                arn=one["arn"],
                type=FILTER,
                name=one["name"],
                account_id=answers.account_id,
                region=answers.region,
                facts={
                    "filter": known(FILTERS[0], one),
                    "suppressed": listed(hidden, FINDINGS[1]),
                },
            )
            for one in filters.items
        ],
        error="" if absent or _off(state) else _first(state, filters),
        count_statement=filters.count_statement("rules that suppress findings"),
        absent=absent,
        unknown="" if absent else _off(state),
    )


register(
    Collector(
        name="inspector2",
        scope=Scope.REGIONAL,
        version=1,
        actions=(
            "ec2:DescribeInstances",
            "ecr:DescribeRepositories",
            "inspector2:BatchGetAccountStatus",
            "inspector2:GetConfiguration",
            "inspector2:ListCodeSecurityIntegrations",
            "inspector2:ListCoverage",
            "inspector2:ListFilters",
            "inspector2:ListFindings",
            "lambda:ListFunctions",
        ),
        resource_types=(ACCOUNT_STATUS, FINDING, FILTER),
        collect=collect,
        describe=describe,
    )
)
