"""Hand out an engagement's work as one package: what an auditor keeps."""

import json
import re
from collections.abc import Callable, Iterable, Iterator
from datetime import UTC, datetime, time, timedelta
from functools import lru_cache
from pathlib import Path
from typing import Any

from django.db.models import Prefetch

from artifact.engagements import sampling
from artifact.engagements.conclusions import Conclusion
from artifact.engagements.definition import Definition, Frame
from artifact.engagements.evidence_index import visible_numbers
from artifact.engagements.evidence_names import EvidenceNames
from artifact.engagements.models import Engagement
from artifact.engagements.package_facts import (
    comment_facts,
    conclusion_facts,
    engagement_facts,
    evidence_facts,
    population_facts,
    request_facts,
    sample_facts,
)
from artifact.engagements.populations import FrozenPopulation, Sample
from artifact.engagements.procedure import procedure
from artifact.engagements.read_population import lines_of
from artifact.engagements.readings import Reading, readings
from artifact.engagements.requests import Attachment, AuditRequest, RequestEvent
from artifact.engagements.resting_evidence import resting_evidence
from artifact.engagements.scope import findings_at
from artifact.engagements.workpaper import Subject, workpaper
from artifact.engagements.write_requests import CSV, XLSX, write_requests
from artifact.engagements.zip_stream import ZipStream
from artifact.users.models import User
from compliance.evidence.store import fetch
from compliance.ledger.append import append
from compliance.models import Account, Snapshot

# Workpapers show when each place was read, and leave it to their reader what is too old.
ANY_AGE = timedelta(days=36_500)
REMEMBERED = 4096
READINGS_REMEMBERED = 256
NOT_PLAIN = re.compile(r"[^\w.\- ]")
README = """\
The work on one audit, as it stood when this package was made.

  engagement.json   what the audit is of
  populations/      frozen lists (JSON Lines, exact bytes) and how each ties to its source
  samples/          what was drawn; draw_sample.py draws it again from a population:
                      python3 draw_sample.py ../populations/ID.jsonl ID.json
  requests/         the request list (XLSX, CSV, JSON with its log) and what was handed in
  comments.json     what both sides said
  conclusions.json  the auditor's conclusions, version upon version
  controls/         a workpaper for each control
  evidence.json     what stands behind each number of evidence
  manifest.json     SHA-256 and size of every other file

Text is UTF-8, times are UTC. Evidence is named by its number in this audit
(E-2026-0001) and its SHA-256; the lists in populations/ name it by "snapshot", which
evidence.json holds beside the number.
"""


def export_workpapers(engagement: Engagement, *, user: User, now: datetime) -> Iterator[bytes]:
    """The ZIP archive, piece by piece, with a line in the ledger first.

    The same work gives the same bytes to the same side. What the audited side may not read is
    not in its package. Where stored bytes turn out damaged, the archive ends without its list of
    files, which no program takes for whole.

    :raises BlobDamaged: while it is read: stored bytes are missing or altered.
    """
    append(
        actor=user.email,
        action="workpapers.exported",
        subject=f"engagement:{engagement.engagement_id}",
        details={"for": "audited" if user.is_inside else "auditor"},
        at=now,
    )
    return package(engagement, user, now)


def package(
    engagement: Engagement,
    user: User,
    now: datetime,
    *,
    each: Callable[[str], None] = lambda _: None,
) -> Iterator[bytes]:
    """The archive's bytes, as `user` may read it; `each` is told the name of every file in it.

    :raises BlobDamaged: while it is read: stored bytes are missing or altered.
    """
    archive = ZipStream()
    for name, chunks in _files(engagement, user, now):
        yield from archive.add(name, chunks)
        each(name)
    manifest = {
        "files": [
            {"path": name, "sha256": sha256, "size_bytes": size}
            for name, (sha256, size) in sorted(archive.hashes.items())
        ]
    }
    yield from archive.add("manifest.json", _json(manifest))
    yield from archive.end()


def _files(
    engagement: Engagement, user: User, now: datetime
) -> Iterator[tuple[str, Iterable[bytes]]]:
    names = _names(engagement, user, now)
    yield "README.txt", [README.encode()]
    yield "engagement.json", _json(engagement_facts(engagement))
    yield from _populations(engagement)
    yield from _requests(engagement, names)
    comments = engagement.comments.order_by("pk").iterator()
    yield "comments.json", _json([comment_facts(one) for one in comments])
    conclusions = Conclusion.objects.filter(engagement=engagement).visible_to(user)
    in_order = conclusions.order_by("control", "number").iterator()
    yield "conclusions.json", _json([conclusion_facts(one, names) for one in in_order])
    newest = {one.control: one for one in conclusions.newest()}
    frame = _frame(engagement, now)

    # Controls of one service, which come one after another, rest on the same readings.
    @lru_cache(maxsize=READINGS_REMEMBERED)
    def read(account: Account, collectors: tuple[str, ...]) -> list[Reading]:
        return list(readings(frame, account, collectors))

    @lru_cache(maxsize=REMEMBERED)
    def tell(snapshot: Snapshot, resource_type: str) -> str:
        return procedure(snapshot, resource_type, names.name(snapshot.pk))

    found = findings_at(engagement, frame.definition.as_of)
    for control in sorted(frame.framework.control_ids):
        subject = Subject(control, frame, found, newest.get(control), names, read, tell)
        yield f"controls/{control}.md", workpaper(subject)
    # Last, when everything that is named has its number: the next package has the same.
    numbered = visible_numbers(engagement).in_order()
    yield "evidence.json", _json([evidence_facts(one) for one in numbered])


def _names(engagement: Engagement, user: User, now: datetime) -> EvidenceNames:
    """The numbers of what findings rest on, and of what stands in frozen lists."""
    names = EvidenceNames(engagement, user.email, now)
    named = resting_evidence(engagement)
    for one in FrozenPopulation.objects.filter(engagement=engagement).order_by("pk"):
        lines = lines_of(fetch(one.content_id))
        named |= {json.loads(line)["snapshot"] for line in lines}
    names.learn(named)
    return names


def _populations(engagement: Engagement) -> Iterator[tuple[str, Iterable[bytes]]]:
    for one in FrozenPopulation.objects.filter(engagement=engagement).order_by("pk"):
        yield f"populations/{one.population_id}.jsonl", fetch(one.content_id).chunks()
        yield f"populations/{one.population_id}.about.json", _json(population_facts(one))
    samples = Sample.objects.filter(population__engagement=engagement)
    for drawn in samples.select_related("population").order_by("pk"):
        yield f"samples/{drawn.sample_id}.json", fetch(drawn.content_id).chunks()
        yield f"samples/{drawn.sample_id}.about.json", _json(sample_facts(drawn))
    yield "samples/draw_sample.py", [sampling_script()]


def sampling_script() -> bytes:
    """The script that draws a sample again: the very module that drew it."""
    return Path(sampling.__file__).read_bytes()


def _requests(
    engagement: Engagement, names: EvidenceNames
) -> Iterator[tuple[str, Iterable[bytes]]]:
    listed = list(engagement.requests.listed())
    for kind in (CSV, XLSX):
        yield f"requests/requests.{kind}", [write_requests(listed, kind)]
    files = Attachment.objects.filter(request__engagement=engagement).exclude(content=None)
    paths = {one.pk: _name(one) for one in files.select_related("request").order_by("pk")}
    with_log = (
        AuditRequest.objects.filter(engagement=engagement)
        .select_related("sample")
        .prefetch_related(
            Prefetch("events", RequestEvent.objects.order_by("pk")),
            Prefetch(
                "events__attachments",
                Attachment.objects.select_related("snapshot", "version__report")
                .defer("snapshot__receipt")
                .order_by("pk"),
            ),
        )
        .order_by("number")
    )
    yield "requests/requests.json", _json([request_facts(one, paths, names) for one in with_log])
    for one in files.order_by("pk"):
        yield paths[one.pk], fetch(str(one.content_id)).chunks()


def _name(attachment: Attachment) -> str:
    """Where the file lies: its own name, which no system takes for anything but a name."""
    plain = NOT_PLAIN.sub("_", attachment.filename)
    return f"requests/R-{attachment.request.number}/{attachment.pk}-{plain}"


def _frame(engagement: Engagement, now: datetime) -> Frame:
    """What held at the period's end, or holds now."""
    end = datetime.combine(engagement.period_end, time.max, UTC)
    definition = Definition("Workpapers", FrozenPopulation.Kind.FINDINGS, "", min(end, now))
    return Frame(engagement, definition, ANY_AGE)


def _json(value: Any) -> list[bytes]:
    return [json.dumps(value, indent=2, sort_keys=True, ensure_ascii=False).encode() + b"\n"]
