"""Make a key and a certificate that sign the PDFs which leave."""

import os
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.x509 import load_pem_x509_certificate
from django.core.management.base import CommandError

from artifact.clock import now
from artifact.management.operator_command import OperatorCommand
from compliance.reports.signers.self_signed import self_signed


class Command(OperatorCommand):
    """Writes both into one new file, which nobody else may read."""

    help = (
        "Write a new private key with a certificate of its own into FILE, for "
        "DOCUMENT_SIGNING_KEY_FILE. Signatures hold; readers know the signer by the "
        "certificate's fingerprint, which is printed. Exit status: 0 written, 1 error."
    )
    # What makes the key runs before there is one.
    requires_system_checks = ()

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Declare the arguments."""
        parser.add_argument("file", type=Path, metavar="FILE")
        parser.add_argument("--name", required=True, help="the organisation, as readers see it")
        parser.add_argument("--days", type=int, default=1095, help="valid for so long (1095)")

    def handle(self, *_: Any, **options: Any) -> None:
        """Make it, write it, tell the fingerprint."""
        if options["days"] < 1:
            raise CommandError("--days must be 1 or more.")
        try:
            made = self_signed(options["name"], now=now(), days=options["days"])
        except (ValueError, OverflowError) as error:
            raise CommandError(f"No certificate was made: {error}") from error
        _write(options["file"], made)
        certificate = load_pem_x509_certificate(made[made.index(b"-----BEGIN CERTIFICATE") :])
        self.stdout.write(f"Written to {options['file']}: set DOCUMENT_SIGNING_KEY_FILE to it.")
        self.stdout.write(f"SHA-256 fingerprint {certificate.fingerprint(SHA256()).hex()}")


def _write(path: Path, content: bytes) -> None:
    try:
        handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    except FileExistsError as error:
        raise CommandError(f"{path} exists already: a key is never overwritten.") from error
    except OSError as error:
        raise CommandError(f"{path} cannot be written: {error.strerror}") from error
    with os.fdopen(handle, "wb") as file:
        file.write(content)
