"""Which reports may be asked for."""

import pytest

from artifact.library.models import ReportVersion
from artifact.library.request_report import ReportRefused, request_report
from compliance.collectors.resource import GLOBAL
from compliance.frameworks.catalogue import frameworks
from tests.artifact import factories

pytestmark = pytest.mark.django_db


def test_no_report_is_made_of_a_region_that_is_nowhere() -> None:
    account = factories.account()
    factories.evaluation(factories.collection(account), GLOBAL, factories.MOMENT)

    with pytest.raises(ReportRefused, match="Unknown region mars-1"):
        request_report(
            frameworks()["hipaa"],
            accounts=[account],
            regions=["eu-west-1", "mars-1"],
            requested_by="command line",
            now=factories.MOMENT,
        )

    assert not ReportVersion.objects.exists()
