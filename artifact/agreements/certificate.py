"""The paper of an acceptance: who said yes to what, when, and where that is proven."""

from dataclasses import dataclass
from pathlib import Path

from django.template.loader import render_to_string

from artifact.agreements.models import Acceptance
from compliance.canonical_json import canonical
from compliance.reports.pdf.typeset_html import typeset_html

STYLE = Path(__file__).with_name("wording.css")


@dataclass(frozen=True)
class _Line:
    name: str
    value: str
    is_code: bool = False


def certificate(acceptance: Acceptance) -> bytes:
    """A PDF of one or two pages; the same acceptance gives the same bytes, today and in a year."""
    lines = list(_lines(acceptance))
    facts = {line.name: line.value for line in lines} | {"terms": list(acceptance.terms)}
    html = render_to_string(
        "certificate/acceptance.html", {"acceptance": acceptance, "lines": lines}
    )
    return typeset_html(html, canonical(facts), style=STYLE, at=acceptance.at).content


def _lines(acceptance: Acceptance) -> list[_Line]:
    entry = acceptance.entry
    customer = acceptance.customer
    return [
        _Line("Accepted", f"{acceptance.at:%Y-%m-%d %H:%M:%S} UTC"),
        _Line("Name as typed", acceptance.typed_name),
        _Line("Authority", acceptance.authority),
        _Line("Signed in as", acceptance.email),
        _Line("For", f"{customer.name} ({customer.customer_id})" if customer else "themselves"),
        _Line("By way of", acceptance.get_channel_display()),
        _Line("Address", acceptance.address or "not known"),
        _Line("Program", acceptance.user_agent or "not named"),
        _Line("What it was for", acceptance.subject),
        _Line("SHA-256 of the document", acceptance.document_id, is_code=True),
        _Line("Entry in the ledger", str(entry.pk)),
        _Line("Leaf hash of the entry", bytes(entry.leaf_hash).hex(), is_code=True),
    ]
