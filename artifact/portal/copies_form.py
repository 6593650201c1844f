"""How a copy is looked for."""

from django import forms

LARGEST_MIB = 200


class TraceForm(forms.Form):
    """A copy's id, or the file that has turned up."""

    copy_id = forms.CharField(
        label="Copy id",
        max_length=1000,
        required=False,
        help_text="As it stands at the foot of each page: copy- and 16 letters and digits.",
        widget=forms.TextInput(attrs={"autocomplete": "off", "spellcheck": "false"}),
    )
    file = forms.FileField(
        label="Or the file",
        required=False,
        help_text="Also one that was saved again, renamed, or cut into single pages.",
    )

    def clean(self) -> dict[str, object]:
        """Exactly one of the two, and no file that would not fit."""
        clean = super().clean() or {}
        file = clean.get("file")
        if bool(str(clean.get("copy_id", "")).strip()) == bool(file):
            self.add_error("copy_id", "Type the id, or choose the file: one of them.")
        if file and file.size > LARGEST_MIB * 1024**2:
            said = f"A file has at most {LARGEST_MIB} MiB here; `manage.py trace_copy` takes more."
            self.add_error("file", said)
        return clean

    def sought(self) -> str | bytes:
        """What is looked for, as the use case takes it."""
        if upload := self.cleaned_data["file"]:
            content: bytes = upload.read()
            return content
        return str(self.cleaned_data["copy_id"])
