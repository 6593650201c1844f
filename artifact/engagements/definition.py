"""What a frozen population is to be of."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from functools import cached_property

from django.db.models import QuerySet

from artifact.engagements.models import Engagement
from artifact.engagements.populations import FrozenPopulation
from artifact.engagements.scope import snapshots_of
from compliance.collectors.occurrence import Kind
from compliance.collectors.resource import GLOBAL
from compliance.controls.control import ACCOUNT, CONTROLS
from compliance.frameworks.catalogue import frameworks
from compliance.frameworks.framework import Framework
from compliance.models import Account, Finding, Snapshot


class PopulationRefused(Exception):
    """It cannot be frozen so; the message says what to do."""


@dataclass(frozen=True)
class Definition:
    """Of what, where and when. Empty `accounts`, `regions` and `statuses` mean any in scope."""

    title: str
    kind: str
    subject: str
    as_of: datetime
    accounts: Sequence[str] = ()
    regions: Sequence[str] = ()
    statuses: Sequence[str] = ()


@dataclass(frozen=True)
class Frame:
    """A definition within an engagement. Evidence older than `max_age` does not count as read."""

    engagement: Engagement
    definition: Definition
    max_age: timedelta

    @cached_property
    def framework(self) -> Framework:
        """The framework of the engagement."""
        return frameworks()[self.engagement.framework]

    @cached_property
    def accounts(self) -> list[Account]:
        """The accounts that are meant, in the order of their ids."""
        found = self.engagement.accounts.order_by("account_id")
        wanted = self.definition.accounts
        return list(found.filter(account_id__in=wanted) if wanted else found)

    @cached_property
    def snapshots(self) -> QuerySet[Snapshot]:
        """The evidence that the engagement opens, to be narrowed to a place and collectors."""
        return snapshots_of(self.engagement)

    def is_in_scope(self, region: str) -> bool:
        """Whether the engagement opens a region; what is of no region always belongs to it."""
        return not self.engagement.regions or region in {*self.engagement.regions, GLOBAL}

    def wants(self, region: str) -> bool:
        """Whether what is in a region belongs to the population."""
        is_meant = not self.definition.regions or region in self.definition.regions
        return is_meant and self.is_in_scope(region)

    def refuse_wrong(self, now: datetime) -> None:
        """Do nothing if it can be frozen.

        :raises PopulationRefused: it is of something that there is not, or not in this audit.
        """
        wanted = self.definition
        if not wanted.title.strip():
            raise PopulationRefused("Give the population a title.")
        if wanted.subject not in dict(subjects(self.framework)[wanted.kind]):
            raise PopulationRefused(f"This engagement has no {wanted.kind} of '{wanted.subject}'.")
        if strange := set(wanted.accounts) - {one.account_id for one in self.accounts}:
            raise PopulationRefused(f"Not in this engagement: {', '.join(sorted(strange))}.")
        if strange := {one for one in wanted.regions if not self.is_in_scope(one)}:
            raise PopulationRefused(f"Not in this engagement: {', '.join(sorted(strange))}.")
        if strange := set(wanted.statuses) - set(Finding.Status.values):
            raise PopulationRefused(f"No such status: {', '.join(sorted(strange))}.")
        self._refuse_instant(now)

    def _refuse_instant(self, now: datetime) -> None:
        first, last = self.engagement.period_start, self.engagement.period_end
        if not first <= self.definition.as_of.astimezone(UTC).date() <= last:
            raise PopulationRefused(f"Choose an instant of the period, {first} to {last} (UTC).")
        if self.definition.as_of > now:
            raise PopulationRefused("That instant is still to come; nobody knows what holds then.")


def subjects(framework: Framework) -> dict[str, list[tuple[str, str]]]:
    """By kind of population, what it can be of, each with its label."""
    named = [CONTROLS[name] for name in framework.control_ids if name in CONTROLS]
    types = sorted({one.resource_type for one in named} - {ACCOUNT})
    controls = sorted((one.id, f"{one.id}: {one.title}") for one in named)
    kind = FrozenPopulation.Kind
    return {
        kind.RESOURCES: [(one, one) for one in types],
        kind.FINDINGS: controls,
        kind.OCCURRENCES: [(one.value, one.label) for one in Kind],
    }
