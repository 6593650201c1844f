"""Answers laid out to be read say what the bytes say."""

import json

import pytest

from artifact.portal.pretty import LIMIT_BYTES, pretty


def test_json_is_indented_and_says_the_same() -> None:
    body = '{"Keys":[{"KeyId":"ключ"}],"Truncated":false}'.encode()

    shown = pretty(body)

    assert json.loads(shown) == json.loads(body)
    assert '\n  "Keys"' in shown
    assert "ключ" in shown


@pytest.mark.parametrize("body", [b"", b"<Error>denied</Error>", "не json".encode()])
def test_other_text_stays_as_it_is(body: bytes) -> None:
    assert pretty(body) == body.decode()


def test_bytes_that_are_no_text_are_counted() -> None:
    assert pretty(b"\x1f\x8b\xff") == "3 bytes that are no text"


@pytest.mark.parametrize("shift", range(4))
def test_a_long_answer_is_cut_between_characters_and_says_so(shift: int) -> None:
    body = b"x" * shift + "支".encode() * LIMIT_BYTES

    shown = pretty(body)

    assert shown.endswith(f"cut after {LIMIT_BYTES} of {len(body)} bytes")
    assert "\ufffd" not in shown
