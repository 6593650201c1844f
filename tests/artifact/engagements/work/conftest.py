"""What tests of engagements share."""

import pytest

from tests.artifact.conftest import SignIn
from tests.artifact.engagements.work import desks
from tests.artifact.engagements.work.desks import Desk


@pytest.fixture
def desk(as_: SignIn) -> Desk:
    """An engagement over an account of which one region with three keys was read."""
    made = desks.desk(as_)
    made.snapshots.append(desks.read(made.accounts[0], keys=3))
    return made
