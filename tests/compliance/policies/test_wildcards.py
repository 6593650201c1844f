import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from compliance.policies.actions import matches
from compliance.policies.wildcards import SEGMENT, covers, overlaps

PATTERNS = st.text("ab*?", max_size=6)
TEXTS = st.text("ab", max_size=6)


def as_regex(pattern: str) -> re.Pattern[str]:
    return re.compile(re.escape(pattern).replace(r"\*", ".*").replace(r"\?", "."))


@pytest.mark.parametrize(
    ("pattern", "action", "matched"),
    [
        ("*", "kms:Decrypt", True),
        ("kms:*", "kms:Decrypt", True),
        ("KMS:DE*", "kms:Decrypt", True),
        ("kms:D?crypt", "kms:Decrypt", True),
        ("kms:Decrypt", "kms:Decrypt", True),
        ("kms:Decrypt?", "kms:Decrypt", False),
        ("kms:Dec", "kms:Decrypt", False),
        ("kms.Decrypt", "kms:Decrypt", False),
        ("s3:*", "kms:Decrypt", False),
        ("", "kms:Decrypt", False),
    ],
)
def test_action_pattern(pattern: str, action: str, matched: object) -> None:
    assert matches(pattern, action) is matched


@given(PATTERNS, TEXTS)
def test_a_plain_text_matches_as_in_a_regular_expression(pattern: str, text: str) -> None:
    expected = as_regex(pattern).fullmatch(text) is not None
    assert covers(pattern, text) is expected
    assert overlaps(pattern, text) is expected


@given(PATTERNS, PATTERNS, TEXTS)
def test_a_covering_pattern_matches_all_that_the_covered_one_matches(
    wide: str, narrow: str, text: str
) -> None:
    if covers(wide, narrow) and covers(narrow, text):
        assert covers(wide, text)


@given(PATTERNS, PATTERNS, TEXTS)
def test_patterns_that_match_the_same_text_overlap(one: str, other: str, text: str) -> None:
    if covers(one, text) and covers(other, text):
        assert overlaps(one, other)


def test_long_runs_of_wildcards_are_matched_in_short_time() -> None:
    assert not covers("*a" * 2_000 + "b", "a" * 4_000)


def test_a_segment_stops_at_colons_and_slashes() -> None:
    assert overlaps("arn:*:x", f"arn:{SEGMENT}:x")
    assert overlaps("arn::x", f"arn:{SEGMENT}:x")
    assert not overlaps("arn:a:b:x", f"arn:{SEGMENT}:x")
