"""Say yes to the terms of an engagement, which opens it."""

from datetime import datetime

from django.db import transaction

from artifact.agreements.accept import Accepted, Signature, accept
from artifact.agreements.models import Acceptance
from artifact.engagements.access import give_access, locked
from artifact.engagements.models import Auditor, Engagement
from artifact.users.caller import Caller


class NotInEngagement(Exception):
    """The person is not in this engagement, or it is not open at this time."""


class NoTermsAsked(Exception):
    """Nothing has to be accepted for the engagement."""


class OtherTerms(Exception):
    """What was shown are not the terms of this engagement."""


def accept_engagement(
    engagement: Engagement, *, document: str, by: Signature, caller: Caller, now: datetime
) -> Acceptance:
    """The acceptance of the bytes that `document` (a SHA-256) names; the grants follow with it.

    Said twice, or twice at once, the first counts.

    :raises NotInEngagement: the person is not in it, or it is not open.
    :raises NoTermsAsked: there is nothing to accept.
    :raises OtherTerms: the bytes shown are not its terms.
    :raises SignatureMissing: the name or the authority is empty.
    """
    with transaction.atomic():
        mine = locked(engagement)
        auditor = Auditor.objects.of(caller.user).filter(engagement=mine).first()
        if auditor is None or not mine.is_open(now):
            raise NotInEngagement(f"{caller.user} has no access to {mine} at this time.")
        if mine.terms is None:
            raise NoTermsAsked("This engagement asks for no terms.")
        if document != mine.terms_id:
            raise OtherTerms("These are not the terms of this engagement. Read them again.")
        if auditor.acceptance is None:
            what = Accepted(Acceptance.Kind.ENGAGEMENT, mine.name_in_ledger, mine.terms)
            auditor.acceptance = accept(what, by=by, caller=caller, now=now)
            auditor.save(update_fields=["acceptance"])
            give_access(auditor, actor=caller.user.email, now=now)
        return auditor.acceptance
