"""The product: what people and programs touch. The Django project."""

import gc

from artifact.celery import app as celery_app

__all__ = ["celery_app"]

# What is loaded at a start stays for the life of the process: to look through it for garbage again
# and again took a quarter of the start's time. Switched on again at its end, in apps.py.
gc.disable()
