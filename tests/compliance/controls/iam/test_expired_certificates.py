"""iam.expired-certificates: no expired certificate is stored in IAM."""

from datetime import timedelta

import pytest

from compliance.collectors.iamaccount import SERVER_CERTIFICATE
from compliance.collectors.resource import GLOBAL
from compliance.controls.iam.expired_certificates import judge
from tests.compliance.controls.iam.given import PREFIX
from tests.compliance.controls.resources import NOW, Denied, Facts, judge_outcome, resource

ARN = f"{PREFIX}:server-certificate/shop"


@pytest.mark.parametrize(
    ("certificate", "status", "reason"),
    [
        pytest.param({"Expiration": NOW + timedelta(seconds=1)}, "pass", "until", id="valid"),
        pytest.param({"Expiration": NOW}, "fail", "at 2026-05-01T12:00:00Z", id="at this instant"),
        pytest.param({"Expiration": NOW - timedelta(days=9)}, "fail", "expired", id="expired"),
        pytest.param({}, "not_determined", "when", id="no date"),
        pytest.param(
            Denied("iam:ListServerCertificates"), "not_determined", "iam:List", id="denied"
        ),
    ],
)
def test_certificate_is_valid(certificate: Facts | Denied, status: str, reason: str) -> None:
    outcome = judge_outcome(
        judge, resource(ARN, SERVER_CERTIFICATE, GLOBAL, certificate=certificate)
    )
    assert outcome.status == status
    assert reason in outcome.reason
