"""Keep checkpoints as files in a Django storage: a folder, or an S3 bucket with Object Lock."""

from collections.abc import Iterator

from django.core.files.base import ContentFile
from django.core.files.storage import storages

from compliance.ledger.anchors.anchor import ANCHORS, AnchorFailed, Kept, Options


class StorageAnchor:
    """A storage by its name in STORAGES; names never change, so neither do files."""

    def __init__(self, alias: str) -> None:
        self._alias = alias

    def keep(self, note: str, name: str) -> Kept:
        """One file a checkpoint, `0000000000000042.txt`."""
        storage = storages[self._alias]
        path = f"{name}.txt"
        location = f"{self._alias}:{path}"
        try:
            if not storage.exists(path):
                storage.save(path, ContentFile(note.encode()))
        except Exception as error:  # a storage raises what its library does
            raise AnchorFailed(f"{location} is not taken: {error}") from error
        return Kept(location)

    def prove(self, note: str, receipt: bytes) -> None:
        """A storage gives no receipt: `notes` reads everything back."""

    def notes(self) -> Iterator[tuple[str, str]]:
        """Every file, in the order of the names."""
        storage = storages[self._alias]
        try:
            _, names = storage.listdir("")
            for name in sorted(names):
                with storage.open(name) as file:
                    yield f"{self._alias}:{name}", file.read().decode()
        except Exception as error:  # as above
            raise AnchorFailed(f"the storage {self._alias} cannot be read: {error}") from error


def _of(options: Options) -> StorageAnchor:
    return StorageAnchor(options["alias"])


ANCHORS.add("storage", _of)
