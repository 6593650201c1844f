"""Whatever JSON an entry held when it was written is no damage when it is verified."""

from typing import Any

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase

from compliance.ledger.append import append
from compliance.ledger.seal import seal
from compliance.ledger.verify import verify
from tests.compliance.ledger.lines import NOW

json_values = st.recursive(
    st.none()
    | st.booleans()
    | st.integers(-(2**53) + 1, 2**53 - 1)
    | st.floats(allow_nan=False, allow_infinity=False)
    | st.text(st.characters(exclude_categories=["Cs"])),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=3), inner),
    max_leaves=6,
)


class WhateverJson(TestCase):
    """Each example in a transaction of its own."""

    @settings(max_examples=60, suppress_health_check=[HealthCheck.too_slow], deadline=None)
    @given(st.dictionaries(st.text(st.characters(exclude_categories=["Cs"])), json_values))
    def test_whatever_json_was_written_is_found_as_it_was(self, details: dict[str, Any]) -> None:
        """No number, text or nesting that was accepted is taken for damage."""
        append(actor="ada", action="a.b", subject="c:1", details=details, at=NOW)
        seal(now=NOW)
        assert verify().discrepancies == []
