"""Every file is the one that the manifest names, and none is there besides."""

import json
from collections.abc import Iterator
from pathlib import Path

from artifactctl.checked import Damage, Tally, Unreadable, read
from artifactctl.folder import MANIFEST, Folder, canonical, sha256_of


def verify_files(path: Path, tally: Tally) -> Iterator[Damage]:
    """What is missing, altered or strange."""
    try:
        content = read(path, MANIFEST)
        hashes = json.loads(content)["files"]
        is_its_form = canonical(hashes) == content
    except Unreadable as error:
        yield Damage(MANIFEST, f"{error.damage.what}: the pull did not come to its end")
        return
    except (ValueError, KeyError, TypeError, AttributeError):
        is_its_form = False
    if not is_its_form:
        yield Damage(MANIFEST, "is altered: it is not of the form in which it was written")
        return
    there = set(Folder(path).files())
    for name in sorted(there - set(hashes)):
        yield Damage(name, "is not in the manifest")
    for name, sha256 in hashes.items():
        tally.add("files")
        if name not in there:
            yield Damage(name, "is missing")
        elif sha256_of(path / name) != sha256:
            yield Damage(name, "is altered: its SHA-256 is not the one in the manifest")
