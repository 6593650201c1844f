"""Pull the numbered evidence: the receipt, the bodies to the byte, the ledger's line."""

import json
from collections.abc import Iterator
from functools import partial
from pathlib import Path

from artifact_client.api.engagement_evidence import list_engagement_evidence
from artifact_client.models import EvidenceOut

from artifactctl.evidence_files import bodies_in, body_name
from artifactctl.fetch import fetch, fetched
from artifactctl.folder import PART, Folder, as_json, sha256_of
from artifactctl.layout import ABOUT, CONTENT, KEPT, RECEIPT
from artifactctl.pull_job import Job
from artifactctl.pull_ledger import keep_entries
from artifactctl.refused import Refused
from artifactctl.service import Service


def evidence_of(service: Service, folder: Folder, engagement: str) -> Iterator[Job]:
    """Each piece of evidence in a folder of its own, which appears when it is whole."""
    for one in service.every(list_engagement_evidence.sync_detailed, engagement):
        name = f"evidence/{one.evidence_no}"
        yield Job(one.evidence_no, name, partial(_pull, service, folder, name, one))


def _pull(service: Service, folder: Folder, name: str, one: EvidenceOut) -> None:
    part = Folder(folder.path / f"{name}{PART}")
    path = f"/snapshots/{one.snapshot}"
    content = part.path / CONTENT
    if not content.exists() or sha256_of(content) != one.sha256:
        fetch(service, f"{path}/content", content, sha256=one.sha256)
    receipt = fetched(service, f"{path}/receipt", sha256=one.receipt_sha256)
    _split(content, receipt, part)
    part.write(RECEIPT, receipt)
    part.write(ABOUT, as_json(one.to_dict()))
    keep_entries(service, folder, f"snapshot:{one.snapshot}", action=KEPT, snapshot=one.snapshot)
    content.unlink()
    part.path.rename(folder.path / name)


def _split(content: Path, receipt: bytes, part: Folder) -> None:
    """The bodies as files, which together are the content."""
    with content.open("rb") as file:
        for number, call in enumerate(json.loads(receipt)["calls"], start=1):
            file.seek(call["offset"])
            body = file.read(call["size_bytes"])
            part.write(f"{bodies_in('')}{body_name(number, call, body)}", body)
        if file.read(1):
            raise Refused(f"{content} has more in it than its receipt says.")
