"""Which entries of the ledger tell that the work in an engagement was read, by either side."""

from collections.abc import Iterator

from django.db.models import CharField, QuerySet, Value
from django.db.models.functions import Cast, Concat

from artifact.engagements.models import Engagement
from artifact.engagements.populations import Sample
from compliance.models import Entry

POPULATION, SAMPLE, ATTACHMENT = "population.read", "sample.read", "attachment.read"
LIST, PACKAGE, PACKAGE_READ = "requests.exported", "workpapers.exported", "workpapers.read"


def reads_of_work(engagement: Engagement) -> Iterator[QuerySet[Entry]]:
    """The entries, kind by kind; each kind is found by the index of subjects."""
    samples = Sample.objects.filter(population__engagement=engagement)
    for rows, name, field, actions in (
        (engagement.populations, "population", "population_id", (POPULATION,)),
        (samples, "sample", "sample_id", (SAMPLE,)),
        (engagement.requests, "request", "pk", (ATTACHMENT,)),
        (engagement.exports, "export", "export_id", (PACKAGE, PACKAGE_READ)),
    ):
        named = Concat(Value(f"{name}:"), Cast(field, CharField()))
        subjects = rows.order_by().values_list(named)
        yield Entry.objects.filter(subject__in=subjects, action__in=actions)
    yield Entry.objects.filter(subject=engagement.name_in_ledger, action__in=(LIST, PACKAGE))
