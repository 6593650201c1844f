"""What to look for among what happened."""

from collections.abc import Iterable, Sequence
from datetime import UTC, date, datetime, time, timedelta
from typing import Any

from django import forms
from django.http import QueryDict

from compliance.collectors.occurrence import Kind
from compliance.evidence.activity import ActivityFilter, Period
from compliance.models import Account

SHOWN_DAYS = timedelta(days=29)
LONGEST = timedelta(days=366)


class ActivityFilterForm(forms.Form):
    """The filter; without days, the last thirty. Nothing is offered that is not granted."""

    account = forms.ChoiceField(required=False)
    region = forms.ChoiceField(required=False)
    kind = forms.ChoiceField(required=False)
    since = forms.DateField(
        label="From", widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    )
    until = forms.DateField(
        label="To the end of", widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    )

    def __init__(
        self, given: QueryDict, *, among: Sequence[Account], regions: Iterable[str], now: datetime
    ) -> None:
        today = now.astimezone(UTC).date()
        super().__init__(
            {
                "account": given.get("account", ""),
                "region": given.get("region", ""),
                "kind": given.get("kind", ""),
                "since": given.get("since") or (today - SHOWN_DAYS).isoformat(),
                "until": given.get("until") or today.isoformat(),
            }
        )
        self._among, self._now = among, now
        by_name = sorted(among, key=lambda one: (one.name, one.account_id))
        self._offer("account", [(one.account_id, str(one)) for one in by_name])
        self._offer("region", [(name, name) for name in sorted(set(regions))])
        self._offer("kind", [(kind.value, kind.label) for kind in Kind])

    def clean(self) -> dict[str, Any]:
        """Refuse a period that is none, and one that is too long for a page."""
        super().clean()
        since, until = self.cleaned_data.get("since"), self.cleaned_data.get("until")
        if since and until and since > until:
            self.add_error("until", "It ends before it begins.")
        elif since and since > self._now.astimezone(UTC).date():
            self.add_error("since", "That is yet to come.")
        elif since and until and until - since > LONGEST:
            self.add_error("since", "At most a year at a time.")
        return self.cleaned_data

    def wanted(self) -> ActivityFilter:
        """The cleaned input as a filter; what is yet to come does not belong to the period."""
        clean = self.cleaned_data
        chosen = [one for one in self._among if clean["account"] in {"", one.account_id}]
        return ActivityFilter(
            period=_period(clean["since"], clean["until"], self._now),
            accounts=chosen,
            regions=_one(clean["region"]),
            kinds=_one(clean["kind"]),
        )

    def _offer(self, name: str, choices: Sequence[tuple[str, str]]) -> None:
        self.fields[name].choices = [("", "Any"), *choices]  # type: ignore[attr-defined]  # a choice field


def _period(since: date, until: date, now: datetime) -> Period:
    end = datetime.combine(until, time(23, 59, 59), UTC)
    return Period(datetime.combine(since, time(), UTC), min(end, now.replace(microsecond=0)))


def _one(value: str) -> tuple[str, ...]:
    return (value,) if value else ()
