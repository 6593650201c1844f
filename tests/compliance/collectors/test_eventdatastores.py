"""collectors.eventdatastores: each event data store with its settings."""

import pytest

from compliance.aws.answers import NotCollected
from compliance.collectors.eventdatastores import EVENT_DATA_STORE
from tests.compliance.collectors.gathering import REGION, declare, gather, has_member, refuse
from tests.demo.serving import OWN_ACCOUNT, Server

LIST, GET = "cloudtrail:ListEventDataStores", "cloudtrail:GetEventDataStore"
PREFIX = f"arn:aws:cloudtrail:{REGION}:{OWN_ACCOUNT}:eventdatastore"
ARN = f"{PREFIX}/ee54f226-c38c-4c7b-9a4b-1234567890ab"


def test_stores_are_listed_and_each_is_got(aws: Server, monkeypatch: pytest.MonkeyPatch) -> None:
    listed = {"EventDataStores": [{"EventDataStoreArn": ARN, "Name": "all"}]}
    declare(aws, LIST, listed)
    declare(aws, GET, {"RetentionPeriod": 400, "KmsKeyId": "key"}, EventDataStore=ARN)
    found = gather("eventdatastores", aws, monkeypatch)
    assert found.resource(ARN).name == "all"
    assert found.resource(ARN)["store"] == {"RetentionPeriod": 400, "KmsKeyId": "key"}
    assert found.calls == [LIST, GET]


def test_all_pages_are_read(aws: Server, monkeypatch: pytest.MonkeyPatch) -> None:
    stores = [{"EventDataStoreArn": f"{PREFIX}/{number}"} for number in range(1001)]
    declare(aws, LIST, {"EventDataStores": stores})
    declare(aws, GET, {"RetentionPeriod": 400})
    found = gather("eventdatastores", aws, monkeypatch)
    assert len(found.population(EVENT_DATA_STORE).resources) == 1001
    assert found.calls.count(LIST) == 2


def test_region_without_one_costs_one_call(aws: Server, monkeypatch: pytest.MonkeyPatch) -> None:
    found = gather("eventdatastores", aws, monkeypatch)
    assert found.calls == [LIST]
    population = found.population(EVENT_DATA_STORE)
    assert (population.resources, population.error) == ([], "")
    assert "returned 0 event data stores" in population.count_statement


@pytest.mark.parametrize("code", ["AccessDeniedException", "UnsupportedOperationException"])
def test_refused_list_is_an_error(aws: Server, monkeypatch: pytest.MonkeyPatch, code: str) -> None:
    refuse(aws, LIST, code)
    population = gather("eventdatastores", aws, monkeypatch).population(EVENT_DATA_STORE)
    assert code in population.error


def test_denied_store_is_not_collected(aws: Server, monkeypatch: pytest.MonkeyPatch) -> None:
    declare(aws, LIST, {"EventDataStores": [{"EventDataStoreArn": ARN}]})
    refuse(aws, GET, EventDataStore=ARN)
    store = gather("eventdatastores", aws, monkeypatch).resource(ARN)
    with pytest.raises(NotCollected, match="AccessDenied"):
        _ = store["store"]


@pytest.mark.parametrize(
    "member",
    [
        "KmsKeyId",
        "MultiRegionEnabled",
        "RetentionPeriod",
        "Status",
        "TerminationProtectionEnabled",
    ],
)
def test_what_is_read_is_in_the_api(member: str) -> None:
    assert has_member(GET, member)
