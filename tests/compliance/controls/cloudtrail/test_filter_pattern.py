"""controls.cloudtrail.filter_pattern: what a pattern matches for certain, and what it may."""

import pytest

from compliance.controls.cloudtrail.filter_pattern import (
    Absent,
    AnyBut,
    Event,
    PatternNotUnderstood,
    parse_pattern,
)

EVENT: Event = {
    "eventName": "StopLogging",
    "eventSource": "cloudtrail.amazonaws.com",
    "userIdentity.type": "Root",
    "errorCode": Absent(),
    "sourceIPAddress": AnyBut(frozenset({"delivery.logs.amazonaws.com"})),
}


@pytest.mark.parametrize(
    ("pattern", "matches"),
    [
        ("{ $.eventName = StopLogging }", True),
        ('{$.eventName="StopLogging"}', True),
        ('{ ($.eventName = "StartLogging") }', False),
        ("{ $.eventName = stoplogging }", False),
        ("{ $.eventName = Stop* }", True),
        ('{ $.eventName = "*Logging" }', True),
        ("{ $.eventName = * }", True),
        ("{ $.eventName = S.opLogging }", False),
        ("{ $.eventName != StopLogging }", False),
        ("{ $.eventName != StartLogging }", True),
        ("{ $['eventName'] = StopLogging }", True),
        ("{ $.userIdentity['type'] = Root }", True),
        ("{ $.userIdentity.type = Root && $.eventName = StopLogging }", True),
        ("{ $.userIdentity.type = Root && $.eventName = Other }", False),
        ("{ ($.eventName = Other) || ($.eventName = StopLogging) }", True),
        ("{\n ($.eventName = Other) ||\n\t$.eventName=StopLogging\n}", True),
        # && binds more tightly than ||, on whichever side it stands.
        ("{ $.eventName = StopLogging || $.eventName = A && $.eventName = B }", True),
        ("{ $.eventName = A && $.eventName = B || $.eventName = StopLogging }", True),
        ("{ ($.eventName = StopLogging || $.eventName = A) && $.eventName = B }", False),
        ("{ $.errorCode NOT EXISTS }", True),
        ("{ $.errorCode EXISTS }", False),
        ("{ $.errorCode = AccessDenied }", False),
        ("{ $.errorCode != AccessDenied }", None),
        ("{ $.eventName EXISTS }", True),
        ("{ $.eventName NOT EXISTS }", False),
        ("{ $.eventName IS NULL }", False),
        ("{ $.errorCode IS NULL }", None),
        ("{ $.sourceIPAddress != delivery.logs.amazonaws.com }", True),
        ("{ $.sourceIPAddress = delivery.logs.amazonaws.com }", False),
        ("{ $.sourceIPAddress != 10.* }", None),
        ("{ $.sourceIPAddress = 192.0.2.7 }", None),
        ("{ $.sourceIPAddress = * }", True),
        ("{ $.sourceIPAddress EXISTS }", True),
        # What is not known of the event narrows the pattern, or leaves it as it is.
        ("{ $.eventName = StopLogging && $.awsRegion = eu-west-1 }", None),
        ("{ $.eventName = StopLogging && $.awsRegion != eu-west-1 }", None),
        ("{ $.eventName = StopLogging && $.recipientAccountId EXISTS }", None),
        ("{ $.eventName = StopLogging && $.recipientAccountId NOT EXISTS }", None),
        ("{ $.eventName = StopLogging && $.latency > 3 }", None),
        ("{ $.eventName = StopLogging && $.readOnly IS FALSE }", None),
        ("{ $.eventName = StopLogging || $.awsRegion = eu-west-1 }", True),
        ("{ $.eventName = Other && $.awsRegion = eu-west-1 }", False),
        ("{ $.eventName = Other || $.awsRegion = eu-west-1 }", None),
    ],
)
def test_a_pattern_matches(pattern: str, matches: bool | None) -> None:  # noqa: FBT001 -- a table's
    assert parse_pattern(pattern)(EVENT) is matches


def test_a_quoted_text_may_hold_quotes() -> None:
    event = {"errorMessage": 'not "allowed"'}
    assert parse_pattern(r'{ $.errorMessage = "not \"allowed\"" }')(event) is True


@pytest.mark.parametrize(
    "pattern",
    [
        "",
        "StopLogging",
        '"StopLogging"',
        "?StopLogging ?DeleteTrail",
        "[ip, user, event = StopLogging]",
        "%Stop.*%",
        "{ $.eventName = %Stop.*% }",
        "{ }",
        "{ $.eventName = StopLogging",
        "{ ($.eventName = StopLogging }",
        "{ $.eventName = StopLogging) }",
        "{ $.eventName = }",
        "{ $.eventName StopLogging }",
        "{ $.eventName IS MISSING }",
        "{ $.eventName = StopLogging && }",
        "{ $.eventName = StopLogging & $.a = b }",
        '{ $.eventName = "StopLogging }',
        "{ eventName = StopLogging }",
        "{ $.eventName == StopLogging }",
        "{ $.eventName || StopLogging }",
    ],
)
def test_other_patterns_are_not_understood(pattern: str) -> None:
    with pytest.raises(PatternNotUnderstood):
        parse_pattern(pattern)
