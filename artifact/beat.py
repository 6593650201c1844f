"""What runs when, and which queue each task goes through."""

from typing import Any

from celery.schedules import crontab

TASK_ROUTES = {
    "artifact.tasks.collect_unit": {"queue": "collect"},
    "artifact.tasks.render_report": {"queue": "render"},
    "artifact.tasks.make_workpapers": {"queue": "render"},
    "artifact.tasks.check_document": {"queue": "render"},
    "artifact.tasks.deliver_notice": {"queue": "notify"},
}


def beat_schedule(*, reconcile_seconds: int) -> dict[str, dict[str, Any]]:
    """The tasks that come round by themselves, by name."""
    return {
        "reconcile": {"task": "artifact.tasks.reconcile", "schedule": reconcile_seconds},
        "seal the ledger": {"task": "artifact.tasks.seal_ledger", "schedule": 60},
        "check the evidence": {
            "task": "artifact.tasks.check_evidence",
            "schedule": crontab(17, 1),
        },
        "tell what expires": {
            "task": "artifact.tasks.tell_what_expires",
            "schedule": crontab(23, 6),
        },
        "dispose of evidence": {
            "task": "artifact.tasks.dispose_of_evidence",
            "schedule": crontab(17, 3),
        },
        "forget step tokens": {
            "task": "artifact.tasks.forget_ended_step_tokens",
            "schedule": crontab(47),
        },
        "forget kept answers": {
            "task": "artifact.tasks.forget_kept_answers",
            "schedule": crontab(51),
        },
    }
