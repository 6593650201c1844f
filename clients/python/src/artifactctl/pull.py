"""Pull everything of an engagement into a folder."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from artifact_client.api.engagements import get_engagement
from artifact_client.models import EngagementOut

from artifactctl.folder import Folder
from artifactctl.progress import Step, progress
from artifactctl.pull_evidence import evidence_of
from artifactctl.pull_job import Job
from artifactctl.pull_ledger import pull_ledger
from artifactctl.pull_reports import reports_of
from artifactctl.pull_work import work_of
from artifactctl.refused import Refused
from artifactctl.service import Service

FORMAT = 1
ABOUT = "engagement.json"


@dataclass
class Pulled:
    """What a pull came to: things fetched now, things there before, and what it could not."""

    fetched: int = 0
    kept: int = 0
    files: int = 0
    notes: list[str] = field(default_factory=list)


def pull(service: Service, engagement: str, out: Path, *, wait_seconds: float) -> Pulled:
    """Fetch what the folder lacks; run again after it broke off, it goes on.

    :raises Refused: the service refuses, or the folder is of something else.
    """
    about = service.ask(get_engagement.sync_detailed, engagement)
    if not about.is_ready:
        raise Refused(f"Its terms are not accepted yet: artifactctl accept {engagement}")
    folder = _folder(out, engagement)
    folder.write_json(ABOUT, {"format": FORMAT, "address": service.address, **about.to_dict()})
    jobs = list(_jobs(service, folder, about))
    pulled = Pulled()
    with progress(len(jobs)) as step:
        _do(jobs, folder, pulled, step)
    pulled.notes += pull_ledger(service, folder, wait_seconds=wait_seconds)
    pulled.files = folder.seal()
    return pulled


def _do(jobs: list[Job], folder: Folder, pulled: Pulled, step: Step) -> None:
    for job in jobs:
        if job.keeps and folder.has(job.keeps):
            pulled.kept += 1
        elif note := job.do():
            pulled.notes.append(note)
        else:
            pulled.fetched += 1
        step(job.name)


def _jobs(service: Service, folder: Folder, about: EngagementOut) -> Iterator[Job]:
    yield from evidence_of(service, folder, about.id)
    yield from work_of(service, folder, about.id)
    yield from reports_of(service, folder, about.framework)


def _folder(out: Path, engagement: str) -> Folder:
    """The folder; one that has something else in it is left alone.

    :raises Refused: it has.
    """
    folder = Folder(out)
    if out.exists() and any(out.iterdir()):
        about = out / ABOUT
        if not about.exists() or engagement not in about.read_text(encoding="utf-8"):
            raise Refused(f"{out} is not empty, and not of {engagement}. Name another folder.")
    return folder
