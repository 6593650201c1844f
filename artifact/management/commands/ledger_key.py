"""Make, announce and show the keys that sign the ledger's checkpoints."""

import getpass
from argparse import ArgumentParser
from typing import Any

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat
from django.conf import settings
from django.core.management.base import CommandError

from artifact.clock import now
from artifact.ledger.configured import signer_keys
from artifact.ledger.tend import tend
from artifact.management.operator_command import OperatorCommand
from compliance.ledger.announce_key import announce_key
from compliance.ledger.models import LedgerKey


class Command(OperatorCommand):
    """Three acts: `new`, `rotate` and `show`."""

    help = (
        "new: print a new private key, to be put into LEDGER_SIGNING_KEY. "
        "rotate: announce the first key of LEDGER_SIGNING_KEY that is not known yet; leave the "
        "former key behind it there until this is done. "
        "show: print every verifier key, the one in force last."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Declare the arguments."""
        parser.add_argument("act", choices=["new", "rotate", "show"])
        parser.add_argument("--reason", default="", help="why the key changes (with rotate)")

    def handle(self, *_: Any, **options: Any) -> None:
        """Do the act."""
        match options["act"]:
            case "new":
                self.stdout.write(_new_key())
            case "rotate":
                self._rotate(options["reason"])
            case "show":
                self._show()

    def _rotate(self, reason: str) -> None:
        if not reason:
            raise CommandError("Say with --reason why the key changes; it stands in the ledger.")
        known = LedgerKey.objects.verifiers()
        keys = [key.verifier for key in signer_keys()]
        fresh = next((key for key in keys if key not in known), None)
        if fresh is None:
            raise CommandError("LEDGER_SIGNING_KEY holds no key that is not announced already.")
        if known and known[-1] not in keys:
            raise CommandError(
                f"The key in force, {known[-1]}, is not in LEDGER_SIGNING_KEY. Put it behind the "
                "new one: it signs the checkpoint that announces its successor."
            )
        announce_key(fresh, actor=f"operator:{getpass.getuser()}", reason=reason, now=now())
        tend(now=now())
        self.stdout.write(f"In force is now {fresh}")
        self.stdout.write("The former key may leave LEDGER_SIGNING_KEY. Hand the new one around.")

    def _show(self) -> None:
        self.stdout.write(f"origin {settings.LEDGER_ORIGIN}")
        for key in LedgerKey.objects.verifiers():
            self.stdout.write(str(key))


def _new_key() -> str:
    key = Ed25519PrivateKey.generate()
    return key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption()).decode().strip()
