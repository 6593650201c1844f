"""evidence.read: of what was not read nothing is known, not even what is always there."""

import pytest

from compliance.aws.answers import Answers
from compliance.collectors.collector import COLLECTORS
from compliance.evidence.read import unread


@pytest.mark.parametrize("name", sorted(COLLECTORS))
def test_unread_populations_say_why(name: str) -> None:
    place = Answers([], account_id="111122223333", region="eu-west-1")
    for population in unread(COLLECTORS[name], place, "nobody signed in"):
        assert population.error == "nobody signed in"
        assert list(population.resources) == []
