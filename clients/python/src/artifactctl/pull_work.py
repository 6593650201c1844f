"""Pull the auditor's work: populations, samples, requests, comments and conclusions."""

import re
from collections.abc import Iterator
from functools import partial
from typing import Any

from artifact_client.api.comments import list_comments
from artifact_client.api.conclusions import list_conclusions
from artifact_client.api.engagement_evidence import (
    list_engagement_controls,
    list_engagement_findings,
    list_engagement_requirements,
)
from artifact_client.api.populations import get_population, list_populations
from artifact_client.api.requests import get_request, list_requests
from artifact_client.api.samples import list_samples
from artifact_client.models import AttachmentOut, PopulationOut, RequestOut, SampleOut

from artifactctl.fetch import fetch
from artifactctl.folder import Folder
from artifactctl.layout import DRAWN, FROZEN
from artifactctl.pull_job import Job
from artifactctl.pull_ledger import keep_entries
from artifactctl.service import Service

LISTS = {
    "requirements": list_engagement_requirements.sync_detailed,
    "controls": list_engagement_controls.sync_detailed,
    "findings": list_engagement_findings.sync_detailed,
    "comments": list_comments.sync_detailed,
    "conclusions": list_conclusions.sync_detailed,
}
NOT_PLAIN = re.compile(r"[^\w.\- ]")


def work_of(service: Service, folder: Folder, engagement: str) -> Iterator[Job]:
    """What is written once is fetched once; lists, which grow, are fetched anew."""
    for one in service.every(list_populations.sync_detailed, engagement):
        name = f"populations/{one.id}.jsonl"
        yield Job(one.title, name, partial(_population, service, folder, engagement, one))
    for one in service.every(list_samples.sync_detailed, engagement):
        name = f"samples/{one.id}.json"
        yield Job(one.id, name, partial(_sample, service, folder, engagement, one))
    for one in service.every(list_requests.sync_detailed, engagement):
        yield from _request(service, folder, engagement, one)
    for name in LISTS:
        yield Job(name, "", partial(_list, service, folder, engagement, name))


def _population(service: Service, folder: Folder, engagement: str, one: PopulationOut) -> None:
    whole = service.ask(get_population.sync_detailed, engagement, one.id)
    folder.write_json(f"populations/{one.id}.about.json", whole.to_dict())
    keep_entries(service, folder, f"population:{one.id}", action=FROZEN)
    path = f"/engagements/{engagement}/populations/{one.id}/content"
    fetch(service, path, folder.path / f"populations/{one.id}.jsonl", sha256=one.sha256)


def _sample(service: Service, folder: Folder, engagement: str, one: SampleOut) -> None:
    folder.write_json(f"samples/{one.id}.about.json", one.to_dict())
    keep_entries(service, folder, f"sample:{one.id}", action=DRAWN)
    path = f"/engagements/{engagement}/samples/{one.id}/content"
    fetch(service, path, folder.path / f"samples/{one.id}.json", sha256=one.sha256)


def _request(service: Service, folder: Folder, engagement: str, one: RequestOut) -> Iterator[Job]:
    whole = service.ask(get_request.sync_detailed, engagement, one.number)

    def written() -> None:
        folder.write_json(f"requests/R-{one.number}.json", _named(whole.to_dict()))

    for event in whole.events:
        for each in event.handed_in:
            if each.sha256:
                name = file_name(one.number, each.id, each.filename)
                yield Job(
                    each.filename,
                    name,
                    partial(_file, service, folder, engagement, name, one.number, each),
                )
    yield Job(f"R-{one.number}", "", written)


def _file(
    service: Service, folder: Folder, engagement: str, name: str, number: int, one: AttachmentOut
) -> None:
    path = f"/engagements/{engagement}/requests/{number}/files/{one.id}"
    fetch(service, path, folder.path / name, sha256=str(one.sha256))


def file_name(number: int, file: int, filename: str) -> str:
    """Where a file that was handed in lies: its own name, which no system takes for a path."""
    return f"requests/R-{number}/{file}-{NOT_PLAIN.sub('_', filename)}"


def _named(whole: dict[str, Any]) -> dict[str, Any]:
    """Each file with where it lies."""
    for event in whole["events"]:
        for one in event["handed_in"]:
            if one["sha256"]:
                one["path"] = file_name(whole["number"], one["id"], one["filename"])
    return whole


def _list(service: Service, folder: Folder, engagement: str, name: str) -> None:
    rows = [one.to_dict() for one in service.every(LISTS[name], engagement)]
    folder.write_json(f"{name}.json", rows)
