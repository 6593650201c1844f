"""Whether the service can do its work."""

from datetime import timedelta

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.db import connection
from django.http import HttpRequest, JsonResponse

from artifact.clock import now
from artifact.heartbeat import last_beat

# A reconciliation may wait behind long work, but not for ever.
PATIENCE = timedelta(minutes=5)
UNAVAILABLE = 503


@login_not_required
def healthz(request: HttpRequest) -> JsonResponse:
    """Whether this process should be let live: 200 when the database answers."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1")
    return JsonResponse({"status": "ok"})


@login_not_required
def workz(request: HttpRequest) -> JsonResponse:
    """Whether work is being done, for an alarm: 503 when beat or every worker is silent.

    Beat sends a reconciliation every few seconds and a worker does it; either one missing, its
    trace grows old.
    """
    beat = last_beat()
    oldest = now() - PATIENCE - timedelta(seconds=settings.RECONCILE_SECONDS)
    is_working = beat is not None and beat >= oldest
    said = {
        "status": "ok" if is_working else "silent",
        "reconciled_at": beat.isoformat() if beat else None,
    }
    return JsonResponse(said, status=200 if is_working else UNAVAILABLE)
