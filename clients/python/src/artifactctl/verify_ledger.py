"""Every line of the ledger stands under a checkpoint that the ledger's key has signed."""

import base64
import json
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from artifactctl.checked import Damage, Tally, naming, read, read_json
from artifactctl.layout import CHECKPOINTS, ENTRIES, PROOFS
from artifactctl.merkle import is_included, leaf_hash
from artifactctl.signed_note import BadNote, Checkpoint, Key, open_checkpoint


@dataclass
class Ledger:
    """The lines that are proven, by action and subject, and what is wrong with the others."""

    lines: dict[tuple[str, str], list[dict[str, Any]]] = field(default_factory=dict)
    damages: list[Damage] = field(default_factory=list)

    def details(self, action: str, subject: str) -> list[dict[str, Any]]:
        """What the proven lines say, beyond who, what and when."""
        return [one["details"] for one in self.lines.get((action, subject), [])]


def verify_ledger(path: Path, keys: Sequence[Key], tally: Tally) -> Ledger:
    """The lines whose proofs lead to a signed root."""
    ledger = Ledger()
    checkpoints = _checkpoints(path, keys, ledger.damages, tally)
    for file in sorted((path / ENTRIES).glob("*.json")):
        name = f"{ENTRIES}{file.name}"
        with naming(name, ledger.damages):
            body = read(path, name)
            if wrong := _wrong(path, file.name, body, checkpoints):
                ledger.damages.append(wrong)
                continue
            told = json.loads(body)
            ledger.lines.setdefault((told["action"], told["subject"]), []).append(told)
            tally.add("lines of the ledger")
    return ledger


def _checkpoints(
    path: Path, keys: Sequence[Key], damages: list[Damage], tally: Tally
) -> dict[int, Checkpoint]:
    found = {}
    for file in sorted((path / CHECKPOINTS).glob("*.note")):
        name = f"{CHECKPOINTS}{file.name}"
        with naming(name, damages):
            try:
                checkpoint = open_checkpoint(read(path, name).decode(), keys)
            except BadNote as error:
                damages.append(Damage(name, f"is not proven: {error}"))
                continue
            found[checkpoint.size] = checkpoint
            tally.add("signed checkpoints")
    if not found and not damages:
        damages.append(Damage(CHECKPOINTS, "there is no signed checkpoint; nothing is proven"))
    return found


def _wrong(
    path: Path, file: str, body: bytes, checkpoints: dict[int, Checkpoint]
) -> Damage | None:
    name, proof_name = f"{ENTRIES}{file}", f"{PROOFS}{file}"
    if not (path / proof_name).exists():
        return Damage(name, "is not proven: it was not signed yet when it was pulled; pull again")
    proof = read_json(path, proof_name)
    checkpoint = checkpoints.get(proof["size"])
    if checkpoint is None:
        return Damage(name, f"is not proven: no signed checkpoint has the size {proof['size']}")
    steps = [base64.b64decode(one, validate=True) for one in proof["path"]]
    leaf, index = leaf_hash(body), proof["index"]
    if not is_included(leaf, index, checkpoint.size, steps, checkpoint.root):
        return Damage(name, "is altered, or its proof is: it does not lead to the signed root")
    return None
