"""Django made ready; imported before any model is."""

import os

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "artifact.settings")
django.setup()
