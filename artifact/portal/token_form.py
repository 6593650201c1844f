"""What a token is for, and until when."""

from datetime import datetime, timedelta

from django import forms
from django.conf import settings

from artifact.engagements.models import Engagement
from artifact.portal.grant_form import end_of
from artifact.tokens.issue import Wanted
from artifact.tokens.scopes import Scope, scopes_of
from artifact.users.models import User
from artifact.users.policy import Action, may

USUAL_LIFE = timedelta(days=90)


class TokenForm(forms.Form):
    """A token for a program; only what is of use to its owner's role is offered."""

    name = forms.CharField(
        max_length=200, label="What for", help_text="As: nightly pull of evidence, laptop of Ada."
    )
    scopes = forms.MultipleChoiceField(
        widget=forms.CheckboxSelectMultiple,
        help_text="A token never does more than you may do yourself.",
    )
    ends_on = forms.DateField(
        label="Last day",
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
    )
    engagement = forms.ModelChoiceField(
        queryset=Engagement.objects.none(),
        required=False,
        to_field_name="engagement_id",
        empty_label="None",
        help_text="The token ends with it, if that is before its last day.",
    )

    def __init__(self, given: object, *, of: User, now: datetime) -> None:
        initial = {"scopes": [Scope.READ], "ends_on": (now + USUAL_LIFE).date()}
        super().__init__(given, initial=initial)  # type: ignore[arg-type]  # what was posted, or None
        self.fields["scopes"].choices = [(one.value, one.label) for one in scopes_of(of)]  # type: ignore[attr-defined]  # a choice field
        self.fields[
            "ends_on"
        ].help_text = (
            f"In UTC, that day included; {settings.API_TOKEN_MAX_DAYS} days from now at most."
        )
        if may(of, Action.READ_ENGAGEMENTS):
            mine = Engagement.objects.visible_to(of, now=now).open_at(now)
            self.fields["engagement"].queryset = mine.order_by("title")  # type: ignore[attr-defined]  # a model choice field
        else:
            del self.fields["engagement"]

    def wanted(self) -> Wanted:
        """The cleaned input, as the use case takes it."""
        clean = self.cleaned_data
        engagement = clean.get("engagement")
        expires_at = end_of(clean["ends_on"])
        if expires_at is None:
            raise TypeError("the last day is not optional")
        return Wanted(
            name=clean["name"],
            scopes=clean["scopes"],
            expires_at=expires_at,
            engagement=engagement.engagement_id if engagement else "",
        )
