"""A report of a real reading: what it says, and what kind of document it is."""

import json
from dataclasses import dataclass
from io import BytesIO
from typing import Any

import pikepdf
import pytest
from pypdf import PageObject, PdfReader

from compliance.assessments.assess import assess
from compliance.assessments.facts import AssessmentFacts
from compliance.canonical_json import canonical
from compliance.frameworks.catalogue import frameworks
from compliance.models import Account
from compliance.reports.pdf.render import render
from compliance.reports.pdf.typeset_html import RenderedPdf
from tests.estate import Estate, Fault
from tests.reading import EVERY, MAX_AGE, Clock, read_and_judge

pytestmark = pytest.mark.django_db
TITLE = "HIPAA Security Rule: Żółć 李"


@pytest.fixture(scope="module")
def kept() -> dict[str, Any]:
    """What was made once for all of these tests."""
    return {}


@pytest.fixture
def facts(kept: dict[str, Any], estate: Estate, account: Account, clock: Clock) -> AssessmentFacts:
    """An account with a key that fails, and secrets that could not be listed."""
    if "facts" not in kept:
        estate.client("kms").create_key(KeyUsage="ENCRYPT_DECRYPT")
        estate.faults = [Fault("secretsmanager", "ListSecrets")]
        read_and_judge(account, clock, services=EVERY)
        kept["facts"] = assess(
            frameworks()["hipaa"], accounts=[account], regions=(), as_of=clock(), max_age=MAX_AGE
        )
    found: AssessmentFacts = kept["facts"]
    return found


@pytest.fixture
def made(kept: dict[str, Any], facts: AssessmentFacts) -> RenderedPdf:
    """Their report."""
    if "report" not in kept:
        kept["report"] = render(facts, title=TITLE, version=3)
    found: RenderedPdf = kept["report"]
    return found


@dataclass(frozen=True)
class Printed:
    """What a page says, and its words that begin outside the sheet."""

    text: str
    outside: list[str]


@pytest.fixture
def printed(kept: dict[str, Any], made: RenderedPdf) -> list[Printed]:
    """The pages as a reader gets them."""
    if "printed" not in kept:
        kept["printed"] = [_printed(page) for page in PdfReader(BytesIO(made.content)).pages]
    found: list[Printed] = kept["printed"]
    return found


def _printed(page: PageObject) -> Printed:
    width = float(page.mediabox.width)
    outside: list[str] = []

    def note(text: str, user: list[float], at: list[float], _font: object, _size: float) -> None:
        x = user[0] * at[4] + user[2] * at[5] + user[4]
        if text.strip() and not 0 <= x <= width:
            outside.append(text)

    text = page.extract_text(visitor_text=note)
    return Printed(" ".join(text.split()), outside)


def test_it_says_what_failed_and_what_could_not_be_read(
    made: RenderedPdf, printed: list[Printed], facts: AssessmentFacts, account: Account
) -> None:
    pages = [page.text for page in printed]
    whole = " ".join(pages)
    assert len(pages) == made.pages
    assert pages[0].count("HIPAA Security Rule") == 1
    assert "Żółć 李" in pages[0]
    assert account.account_id in pages[0]
    # The second page is for what is missing.
    assert "secretsmanager:ListSecrets" in pages[1].replace(" ", "")
    assert "not authorized" in whole
    for requirement in facts.requirements:
        assert requirement.id in whole
    for snapshot in facts.snapshots:
        assert snapshot.sha256 in whole.replace(" ", "")


def test_it_carries_its_facts_and_is_tagged_for_accessibility_and_for_keeping(
    made: RenderedPdf, facts: AssessmentFacts
) -> None:
    with pikepdf.open(BytesIO(made.content)) as pdf:
        attached = pdf.attachments["facts.json"].get_file().read_bytes()
        assert attached == canonical(facts.model_dump(mode="json"))
        assert json.loads(attached)["framework"] == "hipaa"
        assert pdf.Root.MarkInfo.Marked
        assert str(pdf.Root.Lang) == "en"
        assert len(pdf.Root.StructTreeRoot.K) > 0
        with pdf.open_metadata() as metadata:
            assert (metadata["pdfaid:part"], metadata["pdfaid:conformance"]) == ("3", "A")
            assert metadata["dc:title"] == f"{TITLE}, version 3"
        with pdf.open_outline() as outline:
            assert len(outline.root) > 3


def test_every_font_is_in_it(made: RenderedPdf) -> None:
    found = set()
    with pikepdf.open(BytesIO(made.content)) as pdf:
        for one in pdf.objects:
            if isinstance(one, pikepdf.Dictionary) and one.get("/Type") == "/FontDescriptor":
                embedded = {"/FontFile", "/FontFile2", "/FontFile3"} & set(one.keys())
                found.add((str(one.FontName), bool(embedded)))
    assert found
    assert all(is_embedded for _, is_embedded in found)


def test_nothing_runs_out_of_a_page(printed: list[Printed]) -> None:
    """Every word begins and ends on the sheet."""
    assert [page.outside for page in printed] == [[]] * len(printed)


def test_the_same_facts_give_the_same_bytes(made: RenderedPdf, facts: AssessmentFacts) -> None:
    again = AssessmentFacts.model_validate_json(canonical(facts.model_dump(mode="json")))
    assert render(again, title=TITLE, version=3) == made
