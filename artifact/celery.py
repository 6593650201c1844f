"""The Celery application; its tasks are in artifact.tasks."""

import os

from celery import Celery

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "artifact.settings")
# Celery throws away what the system checks find, for which all addresses are loaded. Whatever runs
# the service migrates its database before, and that ends where a check fails.
os.environ.setdefault("CELERY_SKIP_CHECKS", "1")

app = Celery("artifact")
app.config_from_object("django.conf:settings", namespace="CELERY")
app.autodiscover_tasks(["artifact"])
