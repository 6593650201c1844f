"""Evidence that is not as it was kept is named, never shown."""

from functools import wraps

from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import render

from artifact.portal.gate import View
from compliance.evidence.read import ReceiptDamaged
from compliance.evidence.store import BlobDamaged

CONFLICT = 409


def shows_damage(view: View) -> View:
    """Answer 409 with what does not match, where a view finds stored bytes damaged."""

    @wraps(view)
    def guarded(request: HttpRequest, *args: object, **kwargs: object) -> HttpResponseBase:
        try:
            return view(request, *args, **kwargs)
        except (BlobDamaged, ReceiptDamaged) as error:
            return render(request, "portal/damaged.html", {"error": error}, status=CONFLICT)

    return guarded
