"""Which events a JSON filter pattern of CloudWatch Logs matches for certain.

Sources: CloudWatch Logs User Guide, "Filter pattern syntax", "Using filter patterns to match terms
in JSON log events". `&&` binds more tightly than `||`; `*` stands for any text; everything is case
sensitive. Of an event only some fields are known, so the answer has three values: a condition on
any other field may hold or not, and one that narrows the pattern makes a match uncertain.
"""

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass

Truth = bool | None


class PatternNotUnderstood(Exception):
    """The pattern is of another kind, or has something that is not judged here."""


@dataclass(frozen=True)
class Absent:
    """Of a field: the event does not have it."""


@dataclass(frozen=True)
class AnyBut:
    """Of a field: the event has it, with any text but these."""

    texts: frozenset[str] = frozenset()


Event = Mapping[str, str | Absent | AnyBut]
Pattern = Callable[[Event], Truth]

TOKEN = re.compile(
    r"\s*(?:(?P<sign>\(|\)|&&|\|\||!=|<=|>=|=|<|>)|(?P<field>\$[^\s=!<>()&|]*)"
    r'|(?P<quoted>"(?:[^"\\]|\\.)*")|(?P<word>[^\s=!<>()&|"]+))'
)
# `$['eventName']` is another way to write `$.eventName`.
BRACKETS = re.compile(r"""\[(['"])([^'"]+)\1\]""")
END = ("end", "")


def parse_pattern(text: str) -> Pattern:
    """What tells, of an event, whether the pattern matches it; None where that is uncertain.

    :raises PatternNotUnderstood: it is no JSON pattern, has a regular expression, or is broken.
    """
    inner = re.fullmatch(r"\s*\{(.*)\}\s*", text, re.DOTALL)
    if inner is None:
        raise PatternNotUnderstood("it is no JSON pattern")
    tokens = _Tokens(list(_split(inner.group(1))))
    pattern = _either(tokens)
    tokens.take(*END)
    return pattern


def _split(text: str) -> Iterator[tuple[str, str]]:
    text, place = text.strip(), 0
    while place < len(text):
        found = TOKEN.match(text, place)
        if found is None or found.lastgroup is None:
            raise PatternNotUnderstood(f"it cannot be read from {text[place : place + 20]!r} on")
        yield found.lastgroup, found.group(found.lastgroup)
        place = found.end()


class _Tokens:
    """The words of a pattern, taken one after another."""

    def __init__(self, tokens: Sequence[tuple[str, str]]) -> None:
        self._tokens = [*tokens, END]
        self._place = 0

    def next_is(self, kind: str, text: str) -> bool:
        """Whether this is the next; it is taken then."""
        if self._tokens[self._place] != (kind, text):
            return False
        self._place += kind != "end"
        return True

    def take(self, kind: str, text: str = "") -> str:
        """The next, which must be of the kind, and be the text where one is given."""
        found, what = self._tokens[self._place]
        if found != kind or (text and what != text):
            raise PatternNotUnderstood(f"{what!r} is not expected")
        self._place += kind != "end"
        return what

    def kind(self) -> str:
        """Of what kind the next is."""
        return self._tokens[self._place][0]


def _either(tokens: _Tokens) -> Pattern:
    parts = [_both(tokens)]
    while tokens.next_is("sign", "||"):
        parts.append(_both(tokens))
    return lambda event: _settled((part(event) for part in parts), by=True)


def _both(tokens: _Tokens) -> Pattern:
    parts = [_one(tokens)]
    while tokens.next_is("sign", "&&"):
        parts.append(_one(tokens))
    return lambda event: _settled((part(event) for part in parts), by=False)


def _settled(truths: Iterator[Truth], *, by: bool) -> Truth:
    """One that is so settles it; else one that is uncertain leaves it open."""
    found = set(truths)
    if by in found:
        return by
    return None if None in found else not by


def _one(tokens: _Tokens) -> Pattern:
    if tokens.next_is("sign", "("):
        inner = _either(tokens)
        tokens.take("sign", ")")
        return inner
    field = BRACKETS.sub(r".\2", tokens.take("field")).removeprefix("$").removeprefix(".")
    if tokens.kind() == "word":
        return _presence(field, tokens)
    return _comparison(field, tokens.take("sign"), _value(tokens))


def _presence(field: str, tokens: _Tokens) -> Pattern:
    """`EXISTS`, `NOT EXISTS`, or `IS` with NULL, TRUE or FALSE, which no known text is."""
    if tokens.next_is("word", "IS"):
        if tokens.take("word") not in {"NULL", "TRUE", "FALSE"}:
            raise PatternNotUnderstood("IS asks for something unknown")
        return lambda event: False if isinstance(event.get(field), str) else None
    wanted = not tokens.next_is("word", "NOT")
    tokens.take("word", "EXISTS")

    def holds(event: Event) -> Truth:
        known = event.get(field)
        return None if known is None else (not isinstance(known, Absent)) is wanted

    return holds


def _value(tokens: _Tokens) -> str:
    if tokens.kind() == "quoted":
        return re.sub(r"\\(.)", r"\1", tokens.take("quoted")[1:-1])
    word = tokens.take("word")
    if word.startswith("%"):
        raise PatternNotUnderstood("it has a regular expression")
    return word


def _comparison(field: str, sign: str, value: str) -> Pattern:
    if sign == "=":
        return lambda event: _equals(event.get(field), value)
    if sign == "!=":
        return lambda event: _differs(event.get(field), value)
    if sign in {"<", "<=", ">", ">="}:
        return lambda event: None
    raise PatternNotUnderstood(f"{sign!r} is not expected")


def _equals(known: str | Absent | AnyBut | None, value: str) -> Truth:
    if isinstance(known, Absent):
        return False
    if isinstance(known, str):
        return _fits(known, value)
    if isinstance(known, AnyBut):
        return True if value == "*" else (False if value in known.texts else None)
    return None


def _differs(known: str | Absent | AnyBut | None, value: str) -> Truth:
    """Of a field that is not there, AWS does not say whether it differs."""
    if known is None or isinstance(known, Absent):
        return None
    equal = _equals(known, value)
    return None if equal is None else not equal


def _fits(text: str, value: str) -> bool:
    parts = (re.escape(part) for part in value.split("*"))
    return re.fullmatch(".*".join(parts), text, re.DOTALL) is not None
