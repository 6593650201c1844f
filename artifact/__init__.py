"""The product: what people and programs touch. The Django project."""

from artifact.celery import app as celery_app

__all__ = ["celery_app"]
