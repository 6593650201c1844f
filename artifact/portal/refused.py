"""Show what a use case refused beside the fields that it is about."""

from collections.abc import Mapping, Sequence

from django import forms


def show_refusal(form: forms.Form, errors: Mapping[str, Sequence[str]]) -> None:
    """Add each reason to its field, or above the form where it is about none of them."""
    for name, reasons in errors.items():
        form.add_error(name if name in form.fields else None, list(reasons))
