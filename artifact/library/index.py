"""Make versions findable by their words."""

from django.contrib.postgres.search import SearchVector
from django.db import OperationalError, transaction
from django.db.models import F, TextField, Value
from django.db.models.functions import Left, Replace
from psycopg.errors import ProgramLimitExceeded

from artifact.library.models import Report
from compliance.frameworks.catalogue import frameworks

CONFIG = "english"
# What PostgreSQL can index of a version is limited by its different words; this always fits.
SURE_CHARACTERS = 60_000


def index(report: Report) -> None:
    """Write anew what is searched of the series' versions: the series' words, and their text.

    Title first, then the words of the library, the description, and last the text.
    """
    try:
        # The words of almost any document fit; a savepoint, since a refusal would end all.
        with transaction.atomic():
            _write(report, Replace(F("text"), Value("/"), Value(" "), output_field=TextField()))
    except OperationalError as error:
        if not isinstance(error.__cause__, ProgramLimitExceeded):
            raise
        _write(report, Left("text", SURE_CHARACTERS, output_field=TextField()))


def plain(words: str) -> str:
    """The words as they are indexed: PostgreSQL takes `ISO/IEC` for the name of a file."""
    return words.replace("/", " ").replace("_", " ")


def _write(report: Report, text: Replace | Left) -> None:
    framework = frameworks().get(report.framework)
    named = (
        report.series,
        report.category,
        report.company,
        report.product,
        report.framework,
        framework.name if framework else "",
        *report.regions,
    )
    report.versions.update(
        search=_vector(report.title, "A")
        + _vector(" ".join(named), "B")
        + _vector(report.description, "C")
        + SearchVector(text, weight="D", config=CONFIG)
    )


def _vector(words: str, weight: str) -> SearchVector:
    return SearchVector(Value(plain(words)), weight=weight, config=CONFIG)
