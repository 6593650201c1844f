"""What people fill in about notifications."""

from collections.abc import Iterable

from django import forms

from artifact.clock import now
from artifact.library.models import Report
from artifact.notifications.kinds import Kind
from artifact.notifications.models import Subscription
from artifact.notifications.subscribe import Wish
from artifact.users.models import User
from compliance.frameworks.catalogue import frameworks

FILTERS = ("framework", "category", "series", "region")


class SubscriptionForm(forms.Form):
    """What to be told, and where; only what the person sees is offered to narrow it by."""

    kinds = forms.MultipleChoiceField(
        label="Tell me when",
        required=False,
        choices=Kind.choices,
        widget=forms.CheckboxSelectMultiple,
        help_text="None ticked: all of it.",
    )
    framework = forms.ChoiceField(
        required=False, help_text="These four narrow what concerns reports and their terms."
    )
    category = forms.ChoiceField(required=False)
    series = forms.ChoiceField(required=False)
    region = forms.ChoiceField(required=False)
    to_inbox = forms.BooleanField(label="In the inbox of this portal", required=False)
    addresses = forms.MultipleChoiceField(
        label="By e-mail to",
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text="Only proven addresses are written to.",
    )
    webhooks = forms.MultipleChoiceField(
        label="By webhook to", required=False, widget=forms.CheckboxSelectMultiple
    )

    def __init__(self, given: object, *, user: User, of: Subscription | None = None) -> None:
        super().__init__(given, initial=_initial(of))  # type: ignore[arg-type]  # a QueryDict, or None
        self._addresses = {str(one.pk): one for one in user.mail_addresses.order_by("address")}
        self._webhooks = {str(one.pk): one for one in user.webhooks.filter(removed_at=None)}
        self._offer("addresses", ((pk, _words(one)) for pk, one in self._addresses.items()))
        self._offer("webhooks", ((pk, str(one)) for pk, one in self._webhooks.items()))
        for name in ("addresses", "webhooks"):
            if not self.fields[name].choices:  # type: ignore[attr-defined]  # a choice field
                del self.fields[name]
        self._offer_filters(user, of)

    def wish(self) -> Wish:
        """The cleaned input, as the use case takes it."""
        clean = self.cleaned_data
        return Wish(
            kinds=clean["kinds"],
            **{name: clean[name] for name in FILTERS},
            to_inbox=clean["to_inbox"],
            addresses=[self._addresses[pk] for pk in clean.get("addresses", [])],
            webhooks=[self._webhooks[pk] for pk in clean.get("webhooks", [])],
        )

    def _offer_filters(self, user: User, of: Subscription | None) -> None:
        seen = list(
            Report.objects.visible_to(user, now=now())
            .order_by()
            .values_list("framework", "category", "series", "regions")
            .distinct()
        )
        offered = {
            "framework": {one[0] for one in seen},
            "category": {one[1] for one in seen},
            "series": {one[2] for one in seen},
            "region": {region for one in seen for region in one[3]},
        }
        for name, values in offered.items():
            # What a subscription names stays, though no such report is seen any more.
            kept = {getattr(of, name)} if of else set()
            choices = [(one, _name(one)) for one in sorted((values | kept) - {""})]
            self._offer(name, [("", "Any"), *choices])

    def _offer(self, name: str, choices: Iterable[tuple[str, str]]) -> None:
        self.fields[name].choices = list(choices)  # type: ignore[attr-defined]  # a choice field


class AddressForm(forms.Form):
    """One mail address more."""

    address = forms.EmailField(label="Mail address", max_length=254)


class WebhookForm(forms.Form):
    """One webhook more."""

    url = forms.CharField(
        label="Address",
        max_length=500,
        help_text="As https://example.com/hooks/artifact. It must be reachable from the Internet.",
        widget=forms.URLInput(attrs={"autocomplete": "off"}),
    )
    description = forms.CharField(max_length=200, required=False)


def _initial(of: Subscription | None) -> dict[str, object]:
    if of is None:
        return {"to_inbox": True}
    return {
        "kinds": of.kinds,
        **{name: getattr(of, name) for name in FILTERS},
        "to_inbox": of.to_inbox,
        "addresses": [str(one.pk) for one in of.addresses.all()],
        "webhooks": [str(one.pk) for one in of.webhooks.all()],
    }


def _words(address: object) -> str:
    is_proven = getattr(address, "proven_at", None)
    return str(address) if is_proven else f"{address} (not proven yet)"


def _name(value: str) -> str:
    framework = frameworks().get(value)
    return framework.name if framework else value
