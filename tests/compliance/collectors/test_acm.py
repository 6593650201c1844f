"""collectors.acm: certificates with every kind of key, from one list."""

from datetime import UTC, datetime
from typing import Any

import pytest

from compliance.aws.service_models import service_model
from compliance.collectors.acm import CERTIFICATE, KEY_TYPES, ORIGINS
from tests.compliance.collectors.gathering import REGION, declare, gather, has_member, refuse
from tests.demo.serving import OWN_ACCOUNT, Server

PREFIX = f"arn:aws:acm:{REGION}:{OWN_ACCOUNT}:certificate"
END = datetime(2026, 9, 1, tzinfo=UTC)


def entry(number: int) -> dict[str, object]:
    """A certificate of the list."""
    return {
        "CertificateArn": f"{PREFIX}/{number}",
        "DomainName": f"shop-{number}.example.com",
        "Status": "ISSUED",
        "InUse": True,
        "NotAfter": END.timestamp(),
        "KeyAlgorithm": "EC_prime256v1",
    }


def test_certificate_has_dates_key_and_use(aws: Server, monkeypatch: pytest.MonkeyPatch) -> None:
    """⌈C/1000⌉."""
    declare(aws, "acm:ListCertificates", {"CertificateSummaryList": [entry(1)]})
    found = gather("acm", aws, monkeypatch)
    one = found.resource(f"{PREFIX}/1")
    assert one.name == "shop-1.example.com"
    assert one["certificate"]["NotAfter"] == END
    assert one["certificate"]["InUse"] is True
    assert found.calls == ["acm:ListCertificates"]


def test_more_certificates_than_a_page_holds(aws: Server, monkeypatch: pytest.MonkeyPatch) -> None:
    listed = [entry(number) for number in range(1001)]
    declare(aws, "acm:ListCertificates", {"CertificateSummaryList": listed})
    found = gather("acm", aws, monkeypatch)
    assert len(found.population(CERTIFICATE).resources) == 1001
    assert len(found.calls) == 2


def test_denied_list_is_an_error_of_the_population(
    aws: Server, monkeypatch: pytest.MonkeyPatch
) -> None:
    refuse(aws, "acm:ListCertificates")
    assert "AccessDenied" in gather("acm", aws, monkeypatch).population(CERTIFICATE).error


def test_no_kind_of_key_and_no_origin_is_left_out() -> None:
    model = service_model("acm")
    key_types: Any = model.shape_for("KeyAlgorithm")
    origins: Any = model.shape_for("CertificateKeyPairOrigin")
    assert set(key_types.enum) == set(KEY_TYPES)
    assert set(origins.enum) == set(ORIGINS)


@pytest.mark.parametrize("member", ["CertificateArn", "DomainName", "NotAfter", "InUse"])
def test_what_is_read_is_in_the_api(member: str) -> None:
    assert has_member("acm:ListCertificates", f"CertificateSummaryList.{member}")
