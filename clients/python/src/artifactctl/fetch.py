"""Fetch a file to the byte, going on where an earlier run broke off."""

import hashlib
from pathlib import Path

import httpx

from artifactctl.folder import PART, PIECE, settle, sha256_of
from artifactctl.refused import Refused
from artifactctl.service import Service


def fetch(service: Service, path: str, target: Path, *, sha256: str = "") -> str:
    """The SHA-256 of the file that is whole at `target` now.

    With the SHA-256 that it must have, a part that is there already is gone on with; a file that
    turns out to be another is not kept.

    :raises Refused: the service refuses, or what came is not what was named.
    """
    target.parent.mkdir(parents=True, exist_ok=True)
    part = target.with_name(target.name + PART)
    begun = part.stat().st_size if sha256 and part.exists() else 0
    if begun and sha256_of(part) == sha256:
        part.replace(target)
        return sha256
    headers = {"Range": f"bytes={begun}-", "If-Range": f'"{sha256}"'} if begun else {}
    with service.bytes_of(path, **headers) as response:
        is_rest = response.status_code == httpx.codes.PARTIAL_CONTENT
        with part.open("ab" if is_rest else "wb") as file:
            for piece in response.iter_raw(PIECE):
                file.write(piece)
            settle(file.fileno())
        named = sha256 or response.headers.get("X-Body-SHA256", "")
    found = sha256_of(part)
    if found != named:
        part.unlink()
        raise Refused(f"{path} came with the SHA-256 {found}, not {named or 'one that is named'}.")
    part.replace(target)
    return found


def fetched(service: Service, path: str, *, sha256: str) -> bytes:
    """A small file's bytes.

    :raises Refused: the service refuses, or what came is not what was named.
    """
    with service.bytes_of(path) as response:
        content = response.read()
    if hashlib.sha256(content).hexdigest() != sha256:
        raise Refused(f"{path} came with another SHA-256 than {sha256}.")
    return content
