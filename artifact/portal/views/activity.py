"""Activity: who did what, and of which parts of the period that is not known."""

from dataclasses import dataclass
from datetime import timedelta

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from artifact.clock import now
from artifact.portal.activity_form import ActivityFilterForm
from artifact.portal.gate import SignedInRequest, needs
from artifact.users.policy import Action
from artifact.users.visible import visible_accounts, visible_occurrences, visible_places
from compliance.evidence.activity import (
    ActivityFilter,
    Coverage,
    Period,
    coverage,
    occurrences,
    places,
)

PAGE_SIZE = 50
# Every one of them costs as much to show as its days; an account is chosen to see the others.
PLACES_SHOWN = 20


@dataclass(frozen=True)
class Known:
    """What is known of the period: of the first places, and how many there are in all."""

    shown: list[Coverage]
    number: int

    @property
    def lacking(self) -> list[Coverage]:
        """Those shown that lack more than the last day, which comes with the next run."""
        return [one for one in self.shown if one.lacks_more_than_a_day]


@require_GET
@needs(Action.READ_FINDINGS)
def activity(request: SignedInRequest) -> HttpResponse:
    """What matches the filters and the person may see, beside what was not read."""
    instant = now()
    accounts = list(visible_accounts(request.user, now=instant))
    lately = ActivityFilter(Period(instant - timedelta(days=30), instant))
    offered = visible_places(request.user, places(lately, accounts), now=instant)
    form = ActivityFilterForm(
        request.GET, among=accounts, regions={one.region for one in offered}, now=instant
    )
    visible = visible_occurrences(request.user, now=instant)
    is_valid = form.is_valid()
    # What is not understood finds nothing: everything would look like an answer.
    found = occurrences(form.wanted()) & visible if is_valid else visible.none()
    page = Paginator(found, PAGE_SIZE).get_page(request.GET.get("page"))
    query = request.GET.copy()
    query.pop("page", None)
    return render(
        request,
        "portal/activity.html",
        {
            "form": form,
            "page": page,
            "query": query.urlencode(),
            "known": _known(request, form.wanted()) if is_valid else None,
            "is_filtered": any(query.values()),
        },
    )


def _known(request: SignedInRequest, wanted: ActivityFilter) -> Known:
    among = visible_places(request.user, places(wanted, wanted.accounts or ()), now=now())
    return Known(coverage(wanted, among[:PLACES_SHOWN]), len(among))
