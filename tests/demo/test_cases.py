"""The estate's declaration: which cases it holds, whatever the controls say of them."""

from collections import defaultdict

import pytest

from demo.service import services_in_order
from demo.truth import Expected
from tests.demo.never import lacking

OF_ACCOUNT = {one for service in services_in_order() for one in service.account_controls}
OF_KIND = {
    kind.name: set(kind.controls) for service in services_in_order() for kind in service.kinds
}
NEVER_EMPTY = {
    control
    for service in services_in_order()
    for kind in service.kinds
    if not kind.population
    for control in kind.controls
}
EVERY_CONTROL = OF_ACCOUNT.union(*OF_KIND.values())
# Nothing that such a control asks for can be out of place.
ALWAYS_APPLICABLE = {
    *OF_ACCOUNT,
    "secretsmanager.customer-key",
    "secretsmanager.ownership-tags",
    "secretsmanager.policy-not-public",
    "secretsmanager.cross-account-known",
}


@pytest.fixture(scope="module")
def cases(expected: list[Expected]) -> dict[str, set[str]]:
    """The statuses that are to be found of each control, on resources of their own."""
    found: dict[str, set[str]] = defaultdict(set)
    for row in expected:
        if not row.resource.endswith("*"):
            found[row.control].add(row.status)
    return found


@pytest.fixture(scope="module")
def populations(expected: list[Expected]) -> dict[str, set[str]]:
    """The same for what stands for all resources of a kind in a region."""
    found: dict[str, set[str]] = defaultdict(set)
    for row in expected:
        if row.resource.endswith("*"):
            found[row.control].add(row.status)
    return found


def test_every_control_has_a_good_and_a_bad_case(cases: dict[str, set[str]]) -> None:
    assert set(cases) == EVERY_CONTROL
    assert [one for one in EVERY_CONTROL if lacking(one, cases[one], "pass", "fail")] == []


def test_every_control_has_a_case_that_cannot_be_determined(
    cases: dict[str, set[str]], populations: dict[str, set[str]]
) -> None:
    found = {one: cases[one] | populations[one] for one in EVERY_CONTROL}
    assert [one for one in EVERY_CONTROL if lacking(one, found[one], "not_determined")] == []


def test_every_kind_of_resource_is_missing_somewhere(populations: dict[str, set[str]]) -> None:
    assert {one for one in EVERY_CONTROL if "not_applicable" in populations[one]} == (
        EVERY_CONTROL - OF_ACCOUNT - NEVER_EMPTY
    )


@pytest.mark.parametrize("kind", ["key", "secret"])
def test_keys_and_secrets_have_cases_that_do_not_apply(
    cases: dict[str, set[str]], kind: str
) -> None:
    missing = {one for one in OF_KIND[kind] if "not_applicable" not in cases[one]}
    assert missing <= ALWAYS_APPLICABLE


def test_names_of_many_alphabets_are_among_them(expected: list[Expected]) -> None:
    text = " ".join(row.resource for row in expected)
    assert "zahlung/straße-ключ" in text
    assert "顧客-db" in text
