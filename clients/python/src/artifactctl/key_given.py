"""By which keys a checkpoint's signature counts, and from where they come."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from artifactctl.layout import KEYS
from artifactctl.refused import Refused
from artifactctl.signed_note import BadNote, Key, read_key


@dataclass(frozen=True)
class Known:
    """The keys, and in words how they were obtained."""

    keys: Sequence[Key]
    how: str


def key_given(given: str, folder: Path) -> Known:
    """The keys in the text or file; without, those that the service itself told.

    :raises Refused: there are none, or one is no key.
    """
    if given:
        is_text = "+" in given and not Path(given).exists()
        text = given if is_text else _read(Path(given))
        return Known(_keys(text), "given on the command line" if is_text else f"from {given}")
    how = (
        f"from {folder / KEYS}, as the service told it. Compare it with the one that you were "
        "given in another way; with --key that one counts"
    )
    return Known(_keys(_read(folder / KEYS)), how)


def _keys(text: str) -> list[Key]:
    try:
        keys = [read_key(line) for line in text.splitlines() if line.strip()]
    except BadNote as error:
        raise Refused(f"The verifier key cannot be used: {error}.") from error
    if not keys:
        raise Refused("There is no verifier key. Give one: --key name+id+key, or a file with it.")
    return keys


def _read(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise Refused(f"{path} cannot be read: {error}") from error
