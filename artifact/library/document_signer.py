"""Who signs the PDFs that leave, as the settings give it."""

from functools import lru_cache

from django.conf import settings

from compliance.reports.signers.signer import SIGNERS, KeyUnusable, Options, Signer


def document_signer() -> Signer | None:
    """The configured signer; None where no key is configured, as on a developer's machine.

    :raises KeyUnusable: the key, its password or its certificate does not do.
    """
    options: Options = settings.DOCUMENT_SIGNER
    return _signer(tuple(sorted(options.items()))) if options else None


@lru_cache(maxsize=4)
def _signer(options: tuple[tuple[str, str | bytes], ...]) -> Signer:
    given = dict(options)
    kind = str(given.pop("kind"))
    if kind not in SIGNERS:
        raise KeyUnusable(f"There is no signer {kind}: there are {', '.join(SIGNERS)}.")
    return SIGNERS[kind](given)
