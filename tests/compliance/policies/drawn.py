"""Strategies that draw policies for the properties of the verdict."""

from hypothesis import strategies as st

from tests.compliance.policies.policies import ORG, OTHER, OWN, Body

ACCOUNTS = st.sampled_from([OWN, OTHER, "333333333333", "1111*", "*", "${aws:username}"])
ARNS = st.sampled_from(
    [
        f"arn:aws:iam::{OWN}:role/x",
        f"arn:aws:iam::{OTHER}:role/*",
        "arn:aws:iam::*:role/x",
        f"arn:*:iam::{OWN}:role/x",
        f"arn:aws:sns:*:{OWN}:*",
        "arn:aws:s3:::logs",
    ]
)
VALUES = {
    "aws:PrincipalAccount": ACCOUNTS,
    "kms:CallerAccount": ACCOUNTS,
    "aws:SourceAccount": st.sampled_from([OWN, "1111*"]),
    "aws:PrincipalArn": ARNS,
    "aws:SourceArn": st.sampled_from([f"arn:aws:sns:*:{OWN}:*", "arn:aws:s3:::logs", "*"]),
    "aws:PrincipalOrgID": st.sampled_from([ORG, "o-zzzzzzzzzz", "o-*"]),
    "aws:SourceVpc": st.sampled_from(["vpc-1", "vpc-*"]),
    "aws:SourceIp": st.sampled_from(["203.0.113.0/24", "0.0.0.0/0"]),
    "aws:username": st.just("ann"),
    "aws:PrincipalIsAWSService": st.sampled_from(["true", "false"]),
    "aws:SecureTransport": st.sampled_from(["true", "false"]),
}
OPERATORS = st.sampled_from(
    [
        "StringEquals",
        "StringLike",
        "StringNotEquals",
        "StringNotLikeIfExists",
        "StringEqualsIfExists",
        "ForAllValues:StringEquals",
        "ForAnyValue:StringLike",
        "ForAnyValue:StringNotEquals",
        "ArnLike",
        "ArnNotLike",
        "IpAddress",
        "NotIpAddress",
        "Bool",
        "BoolIfExists",
    ]
)
PRINCIPALS = st.sampled_from(
    [
        "*",
        {"AWS": OWN},
        {"AWS": OTHER},
        {"AWS": ["*", f"arn:aws:iam::{OTHER}:role/x"]},
        {"AWS": "AROAEXAMPLEEXAMPLE12"},
        {"Service": ["sns.amazonaws.com", "s3.amazonaws.com"]},
        {"Federated": f"arn:aws:iam::{OWN}:saml-provider/idp"},
        {"Federated": "accounts.google.com"},
    ]
)
ACTIONS = st.sampled_from(["*", "kms:*", "kms:Decrypt", ["kms:Decrypt", "kms:Sign"], "kms:D*"])
RESOURCES = st.sampled_from(["*", "arn:aws:kms:eu-west-1:111111111111:key/a"])


@st.composite
def conditions(draw: st.DrawFn) -> Body:
    """Some keys with values that fit them, under operators that fit or do not."""
    condition: dict[str, Body] = {}
    for key in draw(st.lists(st.sampled_from(sorted(VALUES)), max_size=3, unique=True)):
        values = draw(st.lists(VALUES[key], min_size=1, max_size=3))
        condition.setdefault(draw(OPERATORS), {})[key] = values
    return dict(condition)


@st.composite
def statements(draw: st.DrawFn, effect: str) -> Body:
    """A statement with every element drawn, some inverted."""
    body: Body = {"Effect": effect, "Condition": draw(conditions())}
    for name, values in (("Principal", PRINCIPALS), ("Action", ACTIONS), ("Resource", RESOURCES)):
        body[draw(st.sampled_from([name, name, name, f"Not{name}"]))] = draw(values)
    return body


POLICIES = st.lists(
    st.one_of(statements("Allow"), statements("Allow"), statements("Deny")), max_size=4
)
