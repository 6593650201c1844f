"""The Celery application; its tasks are in artifact.tasks."""

import os

from celery import Celery

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "artifact.settings")

app = Celery("artifact")
app.config_from_object("django.conf:settings", namespace="CELERY")
app.autodiscover_tasks(["artifact"])
