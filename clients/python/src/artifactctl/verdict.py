"""Say what a verification found."""

import base64
import json
import sys
from pathlib import Path

from artifactctl.checked import Damage, Tally
from artifactctl.key_given import Known
from artifactctl.listed import Format
from artifactctl.plain import plain
from artifactctl.signed_note import ED25519, Key
from artifactctl.verify import verify


def show_verdict(folder: Path, known: Known, form: Format) -> bool:
    """Whether everything is as it was kept; every damage is named."""
    tally = Tally()
    damages = sorted(set(verify(folder, known.keys, tally=tally)))
    if form is Format.JSON:
        told = {
            "is_intact": not damages,
            "keys": [_text(one) for one in known.keys],
            "keys_from": known.how,
            "checked": dict(sorted(tally.counts.items())),
            "damages": [{"file": one.name, "what": one.what} for one in damages],
        }
        json.dump(told, sys.stdout, indent=1, ensure_ascii=False)
        sys.stdout.write("\n")
    else:
        _tell(known, tally, damages)
    return not damages


def _tell(known: Known, tally: Tally, damages: list[Damage]) -> None:
    write = sys.stdout.write
    for key in known.keys:
        write(f"Key {_text(key)}\n")
    write(f"  {known.how}.\n")
    for what, number in sorted(tally.counts.items()):
        write(f"{number:>8} {what}\n")
    for one in damages:
        write(plain(f"DAMAGED {one.name}: {one.what}\n"))
    verdict = f"{len(damages)} things are not as they were kept." if damages else "All is intact."
    write(f"{verdict}\n")


def _text(key: Key) -> str:
    encoded = base64.b64encode(ED25519 + key.public).decode()
    return f"{key.name}+{key.id.hex()}+{encoded}"
