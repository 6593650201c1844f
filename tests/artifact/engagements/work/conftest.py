"""What tests of engagements share."""

import pytest

from tests.artifact.conftest import SignIn
from tests.artifact.engagements.work import desks
from tests.artifact.engagements.work.desks import Desk


@pytest.fixture
def desk(as_: SignIn) -> Desk:
    """An engagement over an account of which one region with three keys was read."""
    return desks.over_three_keys(as_)
