"""Send checkpoints to people who are not the operators of this service."""

from collections.abc import Iterator

from django.core.mail import EmailMessage

from compliance.ledger.anchors.anchor import ANCHORS, AnchorFailed, Kept, Options


class EmailAnchor:
    """One message a checkpoint; whoever keeps it can later give it to `verify --note`."""

    def __init__(self, to: list[str]) -> None:
        self._to = to

    def keep(self, note: str, name: str) -> Kept:
        """The message as it was handed to the mail server is the receipt."""
        size, location = int(name), ", ".join(self._to)
        message = EmailMessage(
            subject=f"Checkpoint of the ledger at {size} entries",
            body=(
                "Keep this message. It proves what stood in the ledger when it was sent: save the "
                "lines below as a file and run\n\n    manage.py verify --note FILE\n\n"
                "-----BEGIN CHECKPOINT-----\n"
                f"{note}"
                "-----END CHECKPOINT-----\n"
            ),
            to=self._to,
        )
        try:
            message.send()
        except OSError as error:  # smtplib's errors are among them
            raise AnchorFailed(f"the mail to {location} was not sent: {error}") from error
        return Kept(location, message.message().as_bytes())

    def prove(self, note: str, receipt: bytes) -> None:
        """What was sent holds nothing that proves more than the people who have it."""

    def notes(self) -> Iterator[tuple[str, str]]:
        """Mail cannot be read back from here."""
        return iter(())


def _of(options: Options) -> EmailAnchor:
    return EmailAnchor([one.strip() for one in options["to"].split(",") if one.strip()])


ANCHORS.add("email", _of)
