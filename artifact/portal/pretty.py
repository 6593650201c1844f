"""Make an answer's bytes readable, without changing what they say."""

import codecs
import json

LIMIT_BYTES = 1_000_000


def pretty(body: bytes) -> str:
    """The body as text, JSON indented; bytes that are no text as a note of their length.

    What is longer than LIMIT_BYTES is cut there, and says so.
    """
    is_cut = len(body) > LIMIT_BYTES
    try:
        # Not final: a character that the cut falls into is left out, not taken for damage.
        text = codecs.getincrementaldecoder("utf-8")().decode(body[:LIMIT_BYTES], not is_cut)
    except UnicodeDecodeError:
        return f"{len(body)} bytes that are no text"
    if is_cut:
        return f"{text}\n… cut after {LIMIT_BYTES} of {len(body)} bytes"
    try:
        return json.dumps(json.loads(text), indent=2, ensure_ascii=False)
    except ValueError:
        return text
