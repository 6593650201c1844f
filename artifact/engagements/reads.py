"""What was read in an engagement: both sides see the same list, from the ledger."""

from django.db.models import BigIntegerField, Case, Exists, OuterRef, Q, QuerySet, Value, When
from django.db.models.functions import Cast, StrIndex, Substr

from artifact.engagements.models import Engagement
from artifact.engagements.reads_of_work import reads_of_work
from artifact.library.models import ReportVersion
from artifact.users.models import Grant
from artifact.users.visible import snapshots_covered_by
from compliance.models import Entry

EVIDENCE, REPORT, INDEX = "evidence.read", "report.downloaded", "engagement.index-exported"


def reads(engagement: Engagement) -> QuerySet[Entry]:
    """The entries, the newest first: evidence that auditors read, and work that either side did.

    By every scope that the engagement ever had for them, so that none vanishes when it changes;
    what somebody reads by another engagement is not told here.
    """
    of_work = [one.values("pk") for one in reads_of_work(engagement)]
    both = _of_auditors(engagement).values("pk").union(*of_work)
    return Entry.objects.filter(pk__in=both).order_by("-at", "-pk")


def _of_auditors(engagement: Engagement) -> QuerySet[Entry]:
    grants = _ever_given(engagement)
    snapshots = snapshots_covered_by(grants, happened_at=grants)
    versions = ReportVersion.objects.covered_by(grants)
    number = Cast(Substr("subject", StrIndex("subject", Value(":")) + 1), BigIntegerField())
    theirs = Q(pk__in=[])
    for auditor in engagement.auditors.select_related("user"):
        since = Q(actor=auditor.user.email, at__gte=auditor.added_at)
        theirs |= since & Q(at__lte=auditor.removed_at) if auditor.removed_at else since
    return Entry.objects.annotate(
        number=Case(When(action__in=[EVIDENCE, REPORT], then=number), default=None)
    ).filter(
        Q(Exists(snapshots.filter(pk=OuterRef("number"))), action=EVIDENCE)
        | Q(Exists(versions.filter(pk=OuterRef("number"))), action=REPORT)
        | Q(action=INDEX, subject=engagement.name_in_ledger),
        theirs,
    )


def _ever_given(engagement: Engagement) -> list[Grant]:
    return list(
        Grant.objects.filter(auditors__engagement=engagement)
        .distinct("framework", "account", "regions", "period_start", "period_end")
        .order_by("framework", "account", "regions", "period_start", "period_end")
    )
