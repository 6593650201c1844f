"""The link that proves a mail address: whoever opens it reads the mail that is sent there."""

from datetime import timedelta

from django.core import signing
from django.urls import reverse

from artifact.notifications.models import MailAddress

LIFETIME = timedelta(days=3)
SALT = "artifact mail address"


class ProofInvalid(Exception):
    """The link proves nothing (any more); the message says what to do."""


def proof_path(address: MailAddress) -> str:
    """Where the address is proven; made when the letter is sent, and kept nowhere."""
    token = signing.dumps({"pk": address.pk, "address": address.address}, salt=SALT)
    return reverse("address-prove", args=[token])


def proven_by(token: str) -> MailAddress:
    """The address that the link is about.

    :raises ProofInvalid: it was made up, has expired, or the address was removed meanwhile.
    """
    try:
        said = signing.loads(token, salt=SALT, max_age=LIFETIME)
    except signing.SignatureExpired as error:
        raise ProofInvalid(
            "This link has expired. Ask for a new one in the settings of your notifications."
        ) from error
    except signing.BadSignature as error:
        raise ProofInvalid("There is no such link. Copy it whole from the letter.") from error
    found = MailAddress.objects.filter(pk=said["pk"], address=said["address"]).first()
    if found is None:
        raise ProofInvalid("This address was removed. Add it again.")
    return found
