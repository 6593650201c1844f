"""Short forms for writing policies in the tables of these tests."""

from compliance.policies.evaluate import evaluate
from compliance.policies.verdict import PolicyVerdict

OWN = "111111111111"
OTHER = "222222222222"
ORG = "o-abc1234567"

Body = dict[str, object]


def statement(effect: str, **elements: object) -> Body:
    """A statement on all of KMS for everyone, with these elements put over it."""
    body: Body = {"Effect": effect, "Principal": "*", "Action": "kms:*", "Resource": "*"}
    for name, value in elements.items():
        if name.startswith("Not"):
            del body[name.removeprefix("Not")]
        body[name] = value
    return body


def allow(**elements: object) -> Body:
    return statement("Allow", **elements)


def deny(**elements: object) -> Body:
    return statement("Deny", **elements)


def judged(*statements: Body, service: str = "kms") -> PolicyVerdict:
    """The verdict on a policy of these statements, for a resource of account OWN."""
    policy = {"Version": "2012-10-17", "Statement": list(statements)}
    return evaluate(policy, own_account=OWN, service=service)


def everyone_if(condition: object, service: str = "kms") -> PolicyVerdict:
    """The verdict on one Allow for everyone under a condition."""
    return judged(allow(Action="*", Condition=condition), service=service)
