import json

from hypothesis import given
from hypothesis import strategies as st

from compliance.policies.verdict import Exposure, PolicyVerdict
from tests.compliance.policies.drawn import POLICIES, statements
from tests.compliance.policies.policies import OTHER, OWN, Body, allow, judged


def facts(verdict: PolicyVerdict) -> tuple[object, ...]:
    return (
        verdict.exposure,
        verdict.aws_is_public,
        verdict.external_accounts,
        verdict.organizations,
        verdict.stale_principals,
        verdict.services,
    )


@given(POLICIES, statements("Deny"))
def test_a_further_deny_never_widens(policy: list[Body], denied: Body) -> None:
    before, after = judged(*policy), judged(*policy, denied)
    assert after.exposure <= before.exposure
    assert after.aws_is_public <= before.aws_is_public
    assert after.external_accounts - {OWN} <= before.external_accounts | named(denied)


@given(POLICIES, st.data())
def test_an_allow_without_one_of_its_conditions_is_never_narrower(
    policy: list[Body], data: st.DataObject
) -> None:
    opened = data.draw(statements("Allow"))
    condition = opened["Condition"]
    assert isinstance(condition, dict)
    if not condition:
        return
    operator = data.draw(st.sampled_from(sorted(condition)))
    loosened = opened | {
        "Condition": {name: keys for name, keys in condition.items() if name != operator}
    }
    before, after = judged(*policy, opened), judged(*policy, loosened)
    assert after.exposure >= before.exposure
    assert after.aws_is_public >= before.aws_is_public


@given(POLICIES)
def test_the_order_of_statements_does_not_matter(policy: list[Body]) -> None:
    assert facts(judged(*policy)) == facts(judged(*reversed(policy)))


@given(POLICIES)
def test_lists_and_single_values_are_the_same(policy: list[Body]) -> None:
    assert facts(judged(*policy)) == facts(judged(*(listed(one) for one in policy)))


@given(POLICIES)
def test_the_case_of_condition_keys_does_not_matter(policy: list[Body]) -> None:
    shouted = [one | {"Condition": upper(one["Condition"])} for one in policy]
    assert facts(judged(*policy)) == facts(judged(*shouted))


@given(POLICIES)
def test_the_order_of_values_and_conditions_does_not_matter(policy: list[Body]) -> None:
    turned = [json.loads(json.dumps(one), object_pairs_hook=backwards) for one in policy]
    assert facts(judged(*policy)) == facts(judged(*turned))


@given(st.lists(statements("Allow"), max_size=4))
def test_one_open_allow_makes_the_policy_public(policy: list[Body]) -> None:
    verdict = judged(*policy, allow())
    assert verdict.exposure == Exposure.PUBLIC
    assert verdict.aws_is_public


@given(POLICIES)
def test_what_we_call_open_aws_calls_public(policy: list[Body]) -> None:
    verdict = judged(*policy)
    if verdict.exposure == Exposure.PUBLIC:
        assert verdict.aws_is_public


def named(body: Body) -> frozenset[str]:
    text = json.dumps(body)
    return frozenset(account for account in (OWN, OTHER, "333333333333") if account in text)


def listed(body: Body) -> Body:
    return {
        name: value if name in {"Effect", "Condition", "Sid"} else as_list(value)
        for name, value in body.items()
    }


def as_list(value: object) -> object:
    if isinstance(value, dict):
        return {kind: as_list(names) for kind, names in value.items()}
    return value if value == "*" or isinstance(value, list) else [value]


def upper(condition: object) -> Body:
    assert isinstance(condition, dict)
    return {
        operator: {key.upper(): values for key, values in keys.items()}
        for operator, keys in condition.items()
    }


def backwards(pairs: list[tuple[str, object]]) -> Body:
    return {
        key: value[::-1] if isinstance(value, list) else value for key, value in reversed(pairs)
    }
