"""Pull the ledger's lines, the proofs that they stand in it, and the signed checkpoint."""

import json
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from artifact_client.api.ledger import get_inclusion, get_ledger_head, list_ledger_entries

from artifactctl.folder import Folder
from artifactctl.layout import CHECKPOINTS, ENTRIES, KEYS, PROOFS
from artifactctl.retrying import sleeping
from artifactctl.service import Problem, Service

CONFLICT = 409
SECONDS_BETWEEN = 3.0


def keep_entries(
    service: Service, folder: Folder, subject: str, *, action: str, **given: Any
) -> list[dict[str, Any]]:
    """What each of the entries about this says, as far as the caller may see them; kept exactly.

    :raises Refused: the service refuses.
    """
    asked = service.every(
        list_ledger_entries.sync_detailed, subject=subject, action=[action], **given
    )
    told = []
    for one in asked:
        folder.write(f"{ENTRIES}{one.id}.json", one.body.encode())
        told.append(json.loads(one.body))
    return told


def pull_ledger(service: Service, folder: Folder, *, wait_seconds: float) -> list[str]:
    """What could not be proven yet, in words; nothing where every line has its proof.

    New lines are sealed and signed every minute, so that is waited for.

    :raises Refused: the service refuses.
    """
    until = time.monotonic() + wait_seconds
    while True:
        head = service.ask(get_ledger_head.sync_detailed)
        folder.write(KEYS, "".join(f"{one}\n" for one in head.keys).encode())
        if head.signed_note is None:
            return ["The ledger has no signed checkpoint; nothing can be proven without it."]
        folder.write(f"{CHECKPOINTS}{head.signed_size}.note", head.signed_note.encode())
        owed = [one for one in list(_owed(folder)) if not _prove(service, folder, one, head)]
        if not owed:
            return []
        if time.monotonic() >= until:
            return [f"{len(owed)} lines of the ledger are not signed yet: pull again in a minute."]
        sleeping(SECONDS_BETWEEN)


def _owed(folder: Folder) -> Iterator[int]:
    for path in sorted(Path(folder.path, ENTRIES).glob("*.json"), key=lambda one: int(one.stem)):
        if not folder.has(f"{PROOFS}{path.name}"):
            yield int(path.stem)


def _prove(service: Service, folder: Folder, entry: int, head: Any) -> bool:
    try:
        proof = service.ask(get_inclusion.sync_detailed, entry=entry, size=head.signed_size)
    except Problem as problem:
        if problem.status == CONFLICT:
            return False
        raise
    told = {"index": proof.index, "size": head.signed_size, "path": proof.path}
    folder.write_json(f"{PROOFS}{entry}.json", told)
    return True
