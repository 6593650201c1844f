"""A revision of an agreement, before it is published."""

from collections.abc import Sequence
from dataclasses import dataclass
from io import BytesIO

from pypdf import PdfReader
from pypdf.errors import PyPdfError

from artifact.agreements.wording import PDF, Wording, WordingRefused

# AgreementTerms and LongStringAttribute of AWS Artifact's service model.
MOST_TERMS = 10
LONGEST_NAME = 200
LONGEST_TERM = 1024
# What pypdf raises of files that it cannot follow, its own errors among it.
UNREADABLE = (WordingRefused, PyPdfError, ValueError, KeyError, TypeError, RecursionError)


class DraftRefused(Exception):
    """It cannot be offered; the message says why."""


@dataclass(frozen=True)
class Draft:
    """The agreement, what must be accepted before it is read, and the sentences to tick."""

    document: Wording
    nda: Wording
    acceptance_terms: Sequence[str]
    terminate_terms: Sequence[str]

    def check(self) -> None:
        """Refuse what nobody could sign.

        :raises DraftRefused: a sentence is missing, too long, or not to be written over the wire.
        """
        for name, sentences in (
            ("accept", self.acceptance_terms),
            ("terminate", self.terminate_terms),
        ):
            _check_sentences(name, sentences)

    def text(self) -> str:
        """The agreement's words without its layout, by which revisions are compared.

        :raises DraftRefused: they cannot be read.
        """
        try:
            if self.document.media_type != PDF:
                words = self.document.text()
            else:
                pages = PdfReader(BytesIO(self.document.content)).pages
                words = "\n".join(page.extract_text() for page in pages)
        except UNREADABLE as error:
            raise DraftRefused(f"The agreement's words cannot be read: {error}") from error
        # The database keeps no NUL in text; the document itself is kept to the byte.
        return words.replace("\x00", "")


def _check_sentences(name: str, sentences: Sequence[str]) -> None:
    if not 1 <= len(sentences) <= MOST_TERMS:
        raise DraftRefused(f"Give 1 to {MOST_TERMS} sentences to tick in order to {name}.")
    if len(set(sentences)) != len(sentences):
        raise DraftRefused(f"Two sentences to tick in order to {name} are the same.")
    for sentence in sentences:
        if not sentence.strip() or len(sentence) > LONGEST_TERM or set("<>") & set(sentence):
            raise DraftRefused(
                f"A sentence to {name} is empty, longer than {LONGEST_TERM} characters, or has "
                "< or > in it."
            )
