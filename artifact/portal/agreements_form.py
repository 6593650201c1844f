"""How agreements are accepted, signed and ended by customers."""

from collections.abc import Sequence

from django import forms

from artifact.agreements.models import AgreementRevision
from artifact.portal.terms_form import NameForm


class NdaForm(NameForm):
    """A yes to the non-disclosure agreement of the revision that was shown."""

    revision = forms.UUIDField(widget=forms.HiddenInput)
    is_read = forms.BooleanField(
        label="I have read the non-disclosure agreement and accept it.",
    )


class TickForm(NameForm):
    """Sentences that are each ticked, then the name below them."""

    def __init__(self, sentences: Sequence[str], given: object = None, **also: object) -> None:
        super().__init__(given, **also)  # type: ignore[arg-type]  # what was posted, or None
        self._sentences = {f"sentence_{number}": one for number, one in enumerate(sentences)}
        for name, sentence in self._sentences.items():
            self.fields[name] = forms.BooleanField(label=sentence)
        self.order_fields([*self._sentences, "typed_name", "authority"])

    def ticked(self) -> list[str]:
        """The sentences whose box was ticked."""
        return [one for name, one in self._sentences.items() if self.cleaned_data.get(name)]


class SignForm(TickForm):
    """A yes to the agreement of the revision that was shown."""

    revision = forms.UUIDField(widget=forms.HiddenInput)

    @classmethod
    def of(cls, revision: AgreementRevision, given: object = None) -> "SignForm":
        """With the sentences of this revision."""
        return cls(revision.acceptance_terms, given, initial={"revision": revision.revision_id})
