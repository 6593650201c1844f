"""The emulated AWS over HTTP, in which each test declares what it answers."""

from tests.demo.conftest import aws, served

__all__ = ["aws", "served"]
