"""Nothing of AWS's model is missing by accident."""

import re
from typing import Any

import pytest
from botocore.model import ServiceModel
from botocore.session import get_session

from artifact.agreements.customer_agreement import CustomerAgreement
from artifact.agreements.models import Agreement, AgreementRevision
from artifact.awsapi import shapes
from artifact.awsapi.operation import OPERATIONS
from artifact.awsapi.operations.compliance_inquiries import PATHS
from artifact.library.models import ReportVersion
from artifact.users.models import Customer
from compliance.runs import Run
from tests.artifact import factories
from tests.artifact.awsapi.library import published
from tests.artifact.factories import MOMENT

# Answered by a typed refusal.
NOT_OFFERED = {name for name, _, _ in PATHS} | {
    "ListTagsForResource",
    "TagResource",
    "UntagResource",
}
PARAMETER = re.compile(r"\{\w+\}")


def model() -> ServiceModel:
    """What the newest boto3 knows."""
    return get_session().get_service_model("artifact")


def test_every_operation_is_served_or_refused_by_name() -> None:
    known = model()
    for name in known.operation_names:
        http = known.operation_model(name).http
        ours = OPERATIONS[name]
        path = PARAMETER.sub("x", http["requestUri"])
        assert (ours.method, bool(ours.path.fullmatch(path))) == (http["method"], True)
        if name not in NOT_OFFERED:
            assert ours.status == http["responseCode"]


def test_every_member_of_an_input_is_known() -> None:
    known = model()
    for name in set(known.operation_names) - NOT_OFFERED:
        shape = known.operation_model(name).input_shape
        members: dict[str, Any] = shape.members if shape else {}
        required = shape.required_members if shape else []
        assert set(members) == set(OPERATIONS[name].input.model_fields), name
        for member, field in OPERATIONS[name].input.model_fields.items():
            assert (member in required) == field.is_required(), (name, member)


def test_every_member_of_an_output_is_served(db: None) -> None:
    """Of rows in which nothing is empty, each shape has every member of the model."""
    report = published("Title", series="SOC", category="A", company="B", product="C")
    factories.term()
    version = ReportVersion.objects.with_term().get(report=report)
    version.error, version.withdrawn_at = "It went wrong.", MOMENT
    signed = CustomerAgreement(
        customer=Customer(customer_id="1" * 12, organization_id="o-abcdefghij"),
        agreement=Agreement(agreement_id=f"agreement-{'a' * 16}"),
        revision=AgreementRevision(acceptance_terms=["Yes"], terminate_terms=["No"]),
        name="Addendum",
        state="CUSTOMER_TERMINATED",
        effective_start=MOMENT,
        effective_end=MOMENT,
    )

    assert set(shapes.report_summary(version)) == members("ReportSummary")
    assert set(shapes.report_detail(version)) == members("ReportDetail")
    assert set(shapes.customer_agreement(signed)) == members("CustomerAgreementSummary")


@pytest.mark.parametrize("name", sorted(shapes.UPLOAD_STATE))
def test_every_state_of_a_run_is_an_upload_state(name: str) -> None:
    known = model().shape_for("UploadState").metadata["enum"]

    assert shapes.UPLOAD_STATE[Run.State(name)] in known


def members(shape: str) -> set[str]:
    """The members of a shape of the model."""
    return set(model().shape_for(shape).members)  # type: ignore[attr-defined]  # a structure
