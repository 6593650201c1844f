import json
from collections.abc import Mapping
from pathlib import Path
from urllib.parse import quote

import pytest

from compliance.policies.evaluate import evaluate
from compliance.policies.verdict import Exposure, PolicyMalformed
from tests.compliance.policies.policies import ORG, OTHER, OWN, Body, allow, deny, judged

CASES = json.loads((Path(__file__).parent / "policy_cases.json").read_text())["cases"]


@pytest.mark.parametrize("case", CASES, ids=[case["name"] for case in CASES])
def test_reference_case(case: Mapping[str, object]) -> None:
    policy = case["policy"]
    assert isinstance(policy, dict)
    verdict = evaluate(policy, own_account=str(case["own_account"]), service=str(case["service"]))
    assert verdict.exposure == case["verdict"], case["why"]
    if case["aws_is_public"] is not None:
        assert verdict.aws_is_public is case["aws_is_public"], case["why"]


def test_json_text_url_encoded_text_and_read_policy_are_judged_alike() -> None:
    policy = {"Statement": allow(Principal={"AWS": OTHER})}
    text = json.dumps(policy)
    verdicts = {
        evaluate(form, own_account=OWN, service="kms") for form in (policy, text, quote(text))
    }
    assert len(verdicts) == 1


def test_a_policy_without_statements_admits_nobody() -> None:
    assert judged().exposure == Exposure.PRIVATE
    assert judged().reasons == (f"No statement admits anyone outside account {OWN}",)


def test_outsiders_are_collected_from_principals_and_conditions() -> None:
    verdict = judged(
        allow(Principal={"AWS": [OWN, f"arn:aws:iam::{OTHER}:role/reader"]}),
        allow(Condition={"StringEquals": {"kms:CallerAccount": [OWN, "333333333333"]}}),
        allow(Condition={"ArnLike": {"aws:PrincipalArn": "arn:aws:iam::444444444444:role/*"}}),
        allow(
            Principal={"Service": "SNS.amazonaws.com"},
            Condition={"StringEquals": {"aws:SourceAccount": "555555555555"}},
        ),
        allow(Condition={"StringEquals": {"aws:PrincipalOrgID": ORG}}),
        allow(Principal={"AWS": "AIDAEXAMPLEEXAMPLE12"}),
    )
    assert verdict.external_accounts == {
        OTHER,
        "333333333333",
        "444444444444",
        "555555555555",
    }
    assert verdict.organizations == {ORG}
    assert verdict.services == {"sns.amazonaws.com"}
    assert verdict.stale_principals == {"AIDAEXAMPLEEXAMPLE12"}


def test_an_account_that_a_deny_shuts_out_is_no_outsider() -> None:
    verdict = judged(allow(Principal={"AWS": OTHER}), deny(Principal={"AWS": OTHER}))
    assert verdict.external_accounts == frozenset()


def test_reasons_name_the_statement_by_sid_or_place() -> None:
    verdict = judged(
        allow(Sid="Owner", Principal={"AWS": OWN}),
        allow(Sid="Open"),
        allow(Principal={"AWS": OTHER}),
    )
    assert verdict.reasons == (
        "Statement Open admits everyone, and no condition limits who that is",
        f"Statement #3 admits {OTHER}, which is outside the account",
    )


def test_exposures_are_ordered_from_tight_to_wide() -> None:
    assert sorted(Exposure, key=lambda one: one.width) == list(Exposure)
    assert max(Exposure.SERVICE, Exposure.PUBLIC, Exposure.NETWORK) is Exposure.PUBLIC
    assert Exposure.PRIVATE < Exposure.SERVICE <= Exposure.SERVICE
    assert Exposure.PUBLIC > Exposure.CROSS_ACCOUNT >= Exposure.CROSS_ACCOUNT


@pytest.mark.parametrize(
    ("policy", "what"),
    [
        ("", "JSON"),
        ("not json", "JSON"),
        ("[" * 100_000, "JSON"),
        ("[]", "not an object"),
        ('{"Statement": [], "Statement": []}', "twice"),
        ({}, "no Statement"),
        ({"Version": "2020-01-01", "Statement": []}, "version"),
        ({"statement": []}, "unknown elements"),
        ({"Statement": ["Allow"]}, "not an object"),
        ({"Statement": allow(Effect="allow")}, "Effect"),
        ({"Statement": allow(Conditions={})}, "unknown elements"),
        ({"Statement": allow(Condition=None)}, "Condition"),
        ({"Statement": allow(Condition={"StringEquals": "x"})}, "condition key"),
        ({"Statement": allow(Condition={"Bool": {"aws:SecureTransport": None}})}, "plain"),
        ({"Statement": allow(Principal=[])}, "principal"),
        ({"Statement": allow(Principal={})}, "principal"),
        ({"Statement": allow(Principal={"AWS": []})}, "empty"),
        ({"Statement": allow(Principal={"AWS": {"a": 1}})}, "not text"),
        ({"Statement": allow() | {"NotPrincipal": {"AWS": OWN}}}, "both"),
        ({"Statement": allow() | {"NotAction": "kms:Decrypt"}}, "both"),
        ({"Statement": allow(Action=[])}, "empty"),
        ({"Statement": {"Effect": "Allow", "Principal": "*", "Resource": "*"}}, "no Action"),
        ({"Statement": {"Effect": "Allow", "Action": "*", "Resource": "*"}}, "no principal"),
    ],
)
def test_a_malformed_policy_is_no_verdict(policy: str | Body, what: str) -> None:
    with pytest.raises(PolicyMalformed, match=what):
        evaluate(policy, own_account=OWN, service="kms")


def test_the_own_account_must_be_an_account_id() -> None:
    with pytest.raises(ValueError, match="account id"):
        evaluate({"Statement": []}, own_account="arn:aws:iam::1:root", service="kms")
