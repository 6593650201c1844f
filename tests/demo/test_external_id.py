"""Who gives a wrong external id reads nothing, and nothing passes."""

import pytest

from artifact.accounts.connect import AccountInput, connect_account
from artifact.clock import now
from compliance.models import Collection, Finding
from demo.estate import declared_accounts
from tests.reading import EVERY, Clock, read_and_judge


def test_a_wrong_external_id_is_refused_and_nothing_passes(
    estate: str, monkeypatch: pytest.MonkeyPatch, db: None
) -> None:
    monkeypatch.setenv("AWS_ACCESS_KEY_ID", "testing")
    monkeypatch.setenv("AWS_SECRET_ACCESS_KEY", "testing")
    one = declared_accounts()[0]
    given = AccountInput(
        one.id,
        name=one.name,
        role_arn=one.role_arn,
        external_id="somebody-elses",
        regions=one.regions,
        endpoint_url=estate,
    )
    account = connect_account(given, actor="test", now=now())
    collection = read_and_judge(account, Clock(), services=EVERY)
    assert collection.state == Collection.State.INCOMPLETE
    inherited = Finding.objects.filter(control="shield.standard-inherited")
    statuses = set(Finding.objects.exclude(pk__in=inherited).values_list("status", flat=True))
    assert statuses == {Finding.Status.NOT_DETERMINED}
    reason = Finding.objects.filter(region="eu-west-1").values_list("reason", flat=True)[0]
    assert "external id" in reason
