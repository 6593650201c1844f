"""The portal's addresses of agreements."""

from django.urls import path, register_converter

from artifact.agreements.models import Agreement
from artifact.portal.views import agreements, offered_agreements, signed_agreements


class LevelConverter:
    """`account` or `organization` in an address."""

    regex = "account|organization"

    def to_python(self, value: str) -> Agreement.Subject:
        """The level that the address names."""
        return Agreement.Subject(value.upper())

    def to_url(self, value: str) -> str:
        """The level as addresses write it."""
        return value.lower()


class PartConverter:
    """Which document of a revision."""

    regex = "|".join(offered_agreements.DOCUMENTS)

    def to_python(self, value: str) -> str:
        """As it stands."""
        return value

    to_url = to_python


register_converter(LevelConverter, "level")
register_converter(PartConverter, "part")

BOTH = "agreements/<level:level>/"
ONE = "agreements/<level:level>/<id:agreement_id>/"
REVISION = "agreements/revisions/<uuid:revision_id>/"
OFFERED = "agreements/offered/<id:agreement_id>/"
SIGNED = "agreements/signed/<id:signed_id>/"

urlpatterns = [
    path(
        "agreements/",
        agreements.agreements,
        {"level": Agreement.Subject.ACCOUNT},
        name="agreements",
    ),
    path(BOTH, agreements.agreements, name="agreements-level"),
    path(ONE, agreements.review, name="agreement-review"),
    path(f"{ONE}non-disclosure/", agreements.agree_to_nda, name="agreement-agree-to-nda"),
    path(f"{ONE}sign/", agreements.sign, name="agreement-sign"),
    path(f"{REVISION}non-disclosure", agreements.nda, name="agreement-nda"),
    path(f"{REVISION}agreement", agreements.document, name="agreement-document"),
    path("agreements/offered/", offered_agreements.offered, name="agreements-offered"),
    path("agreements/offer/", offered_agreements.offer, name="agreement-offer"),
    path(OFFERED, offered_agreements.agreement, name="agreement-offered"),
    path(f"{OFFERED}revise/", offered_agreements.revise, name="agreement-revise"),
    path(f"{OFFERED}withdraw/", offered_agreements.withdraw, name="agreement-withdraw"),
    path(
        f"{OFFERED}revisions/<int:number>/<part:which>",
        offered_agreements.document,
        name="agreement-offered-document",
    ),
    path(
        f"{OFFERED}compare/<int:old>/<int:new>/",
        offered_agreements.compare,
        name="agreement-compare",
    ),
    path("agreements/signed/", signed_agreements.all_signed, name="agreements-signed"),
    path("agreements/paper/", signed_agreements.record_paper, name="agreement-paper"),
    path(SIGNED, signed_agreements.signed, name="agreement-signed"),
    path(f"{SIGNED}document", signed_agreements.document, name="agreement-signed-document"),
    path(f"{SIGNED}terminate/", signed_agreements.end_as_customer, name="agreement-terminate"),
    path(f"{SIGNED}end/", signed_agreements.end_as_company, name="agreement-end"),
]
