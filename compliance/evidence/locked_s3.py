"""S3 with Object Lock: what is put there cannot be changed or deleted before its time."""

from collections.abc import Callable, Iterator
from datetime import datetime, timedelta
from typing import Any

from storages.backends.s3 import S3Storage


class LockedS3Storage(S3Storage):  # type: ignore[misc]  # django-storages is untyped
    """django-storages' S3, each object locked for `lock_days` from when it is put.

    The bucket must have been created with Object Lock. In mode COMPLIANCE nobody, the account's
    root user included, can shorten the lock (Amazon S3 User Guide, "Locking objects with Object
    Lock"). A checksum goes with each object, as S3 demands of locked ones.
    """

    def __init__(
        self,
        *,
        clock: Callable[[], datetime],
        lock_days: int,
        lock_mode: str = "COMPLIANCE",
        **settings: Any,
    ) -> None:
        super().__init__(**{"file_overwrite": True, "querystring_auth": False, **settings})
        self._clock = clock
        self._lock_days = lock_days
        self._lock_mode = lock_mode

    def get_object_parameters(self, name: str) -> dict[str, Any]:
        """What goes with each object: the lock, and the checksum by which S3 takes it."""
        return {
            **super().get_object_parameters(name),
            "ChecksumAlgorithm": "SHA256",
            "ObjectLockMode": self._lock_mode,
            "ObjectLockRetainUntilDate": self._clock() + timedelta(days=self._lock_days),
        }

    def is_deletable(self, name: str) -> bool:
        """Whether no version of the object is locked any more."""
        now = self._clock()
        return all(until is None or until <= now for _, until in self._versions(name))

    def delete(self, name: str) -> None:
        """Delete every version of the object: a marker on top would leave the bytes there."""
        for version, _ in self._versions(name):
            version.delete()

    def _versions(self, name: str) -> Iterator[tuple[Any, datetime | None]]:
        key = self._normalize_name(name)
        for version in self.bucket.object_versions.filter(Prefix=key):
            if version.object_key == key:
                said = version.head() if version.size is not None else {}
                yield version, said.get("ObjectLockRetainUntilDate")
