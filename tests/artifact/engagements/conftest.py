"""What tests of engagements share."""

from tests.artifact.engagements.desk import clock

__all__ = ["clock"]
