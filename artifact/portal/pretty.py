"""Make an answer's bytes readable, without changing what they say."""

import json

LIMIT_BYTES = 1_000_000


def pretty(body: bytes) -> str:
    """The body as text, JSON indented; bytes that are no text as a note of their length."""
    try:
        text = body[:LIMIT_BYTES].decode()
    except UnicodeDecodeError:
        return f"{len(body)} bytes that are no text"
    try:
        return json.dumps(json.loads(text), indent=2, ensure_ascii=False)
    except ValueError:
        return text
