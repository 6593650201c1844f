"""Agreements: those on offer, and those that bind your company. They are signed in the portal."""

from datetime import datetime
from typing import Literal

from django.http import HttpResponseBase
from ninja import Query
from pydantic import BaseModel

from artifact.agreements.customer_agreement import CustomerAgreement
from artifact.agreements.models import Agreement
from artifact.api.body import kept_body
from artifact.api.call import ApiRequest
from artifact.api.given import Listing, Shown
from artifact.api.paging import Listed, page
from artifact.api.problems import DAMAGED, RANGE_UNSATISFIABLE, not_found
from artifact.api.resource import Page, Read, Resource
from artifact.users.policy import Action
from compliance.evidence.store import fetch

router = Resource()
Subject = Literal["ACCOUNT", "ORGANIZATION"]


class AgreementOut(BaseModel):
    """What can be signed. `subjects` says whom it can bind; `revision` is the newest number."""

    id: str
    name: str
    kind: Literal["baa", "nda", "dpa", "other"]
    description: str
    subjects: list[Subject]
    revision: int | None

    @classmethod
    def of(cls, row: Agreement) -> "AgreementOut":
        """As it is offered."""
        return cls(
            id=row.agreement_id,
            name=row.name,
            kind=row.kind,  # type: ignore[arg-type]  # one of the four, as the model says
            description=row.description,
            subjects=row.subjects,
            revision=row.newest_number,  # type: ignore[attr-defined]  # annotated below
        )


class CustomerAgreementOut(BaseModel):
    """An agreement that binds a customer. `sha256` is of the executed copy."""

    id: str
    agreement: str | None
    revision: int | None
    customer: str
    name: str
    level: Subject
    type: Literal["DEFAULT", "MODIFIED", "CUSTOM"]
    state: Literal["ACTIVE", "CUSTOMER_TERMINATED", "AWS_TERMINATED"]
    is_in_force: bool
    is_offline: bool
    effective_start: datetime
    effective_end: datetime | None
    sha256: str

    @classmethod
    def of(cls, row: CustomerAgreement) -> "CustomerAgreementOut":
        """As it stands."""
        same = ("name", "level", "type", "state", "is_offline", "effective_start", "effective_end")
        return cls(
            id=row.customer_agreement_id,
            agreement=row.agreement.agreement_id if row.agreement else None,
            revision=row.revision.number if row.revision else None,
            customer=row.customer.customer_id,
            is_in_force=row.is_in_force,  # type: ignore[attr-defined]  # annotated below
            sha256=row.document_id,
            **{name: getattr(row, name) for name in same},
        )


@router.read("/agreements", Page[AgreementOut], Read(Action.SIGN_AGREEMENTS))
def list_agreements(request: ApiRequest, given: Query[Listing]) -> Listed[AgreementOut]:
    """Every agreement on offer."""
    rows = Agreement.objects.offered().with_numbers(now=request.call.at)
    return page(request, given, rows, by=["id"], show=AgreementOut.of)


@router.read("/agreements/{agreement}", AgreementOut, Read(Action.SIGN_AGREEMENTS))
def get_agreement(request: ApiRequest, agreement: str, given: Query[Shown]) -> AgreementOut:
    """One agreement on offer."""
    del given
    rows = Agreement.objects.offered().with_numbers(now=request.call.at)
    found = rows.filter(agreement_id=agreement).first()
    if found is None:
        raise not_found()
    return AgreementOut.of(found)


@router.read("/customer-agreements", Page[CustomerAgreementOut], Read(Action.SIGN_AGREEMENTS))
def list_customer_agreements(
    request: ApiRequest, given: Query[Listing]
) -> Listed[CustomerAgreementOut]:
    """The agreements that cover your company, the newest first; managers see all."""
    visible = CustomerAgreement.objects.visible_to(request.call.owner).newest_first()
    rows = visible.standing(now=request.call.at)
    return page(request, given, rows, by=["-id"], show=CustomerAgreementOut.of)


@router.read("/customer-agreements/{signed}", CustomerAgreementOut, Read(Action.SIGN_AGREEMENTS))
def get_customer_agreement(
    request: ApiRequest, signed: str, given: Query[Shown]
) -> CustomerAgreementOut:
    """One of them."""
    del given
    return CustomerAgreementOut.of(_visible(request, signed))


@router.read(
    "/customer-agreements/{signed}/content",
    None,
    Read(Action.SIGN_AGREEMENTS, media="application/pdf", problems=(DAMAGED, RANGE_UNSATISFIABLE)),
)
def get_customer_agreement_content(request: ApiRequest, signed: str) -> HttpResponseBase:
    """The executed copy, to the byte."""
    found = _visible(request, signed)
    return kept_body(
        request,
        fetch(found.document_id),
        sha256=found.document_id,
        name=f"{signed}.pdf",
        media_type="application/pdf",
    )


def _visible(request: ApiRequest, signed: str) -> CustomerAgreement:
    visible = CustomerAgreement.objects.visible_to(request.call.owner).newest_first()
    rows = visible.standing(now=request.call.at)
    found = rows.filter(customer_agreement_id=signed).first()
    if found is None:
        raise not_found()
    return found
