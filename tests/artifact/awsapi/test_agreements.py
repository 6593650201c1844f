"""Unmodified boto3, taught by the file in deploy/sdk-extras, signs and ends agreements."""

import json
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from typing import Any

import boto3
import pytest
from botocore.loaders import ExtrasProcessor, Loader
from botocore.model import ServiceModel
from django.conf import settings as django_settings

from artifact.agreements.customer_agreement import CustomerAgreement
from artifact.agreements.models import Acceptance
from artifact.agreements.revise_agreement import revise_agreement
from artifact.agreements.withdraw_agreement import withdraw_agreement
from artifact.awsapi.models import StepToken
from artifact.awsapi.operation import OPERATIONS
from artifact.users.models import User
from compliance.evidence.store import get
from tests.artifact import factories
from tests.artifact.awsapi.in_process import Client, client_of, fetch
from tests.artifact.signing import agreement, draft, signed
from tests.emptying import tables_can_be_emptied_by_tests
from tests.factories import MOMENT

__all__ = ["client_of", "tables_can_be_emptied_by_tests"]

EXTRAS = Path(django_settings.BASE_DIR) / "deploy" / "sdk-extras"
TAUGHT = (
    "AcceptAgreement",
    "AcceptNdaForAgreement",
    "GetAgreement",
    "GetCustomerAgreement",
    "GetNdaForAgreement",
    "ListAgreements",
    "TerminateAgreement",
)


@pytest.fixture(autouse=True)
def taught(monkeypatch: pytest.MonkeyPatch) -> None:
    """What a user sets, and a session that has not read its models yet."""
    monkeypatch.setenv("AWS_DATA_PATH", str(EXTRAS))
    monkeypatch.setattr(boto3, "DEFAULT_SESSION", None)


def person(**given: Any) -> User:
    """Somebody of a company of its own."""
    return factories.user("customer", customer=factories.customer(**given))


def open_nda(client: Any, agreement_id: str) -> dict[str, Any]:
    """The members of AcceptNdaForAgreement, after reading."""
    nda = client.get_nda_for_agreement(agreementId=agreement_id)
    return {
        "agreementId": agreement_id,
        "agreementRevisionId": nda["agreementRevisionId"],
        "ndaToken": nda["acceptNdaForAgreementToken"],
    }


def open_agreement(client: Any, agreement_id: str) -> dict[str, Any]:
    """The members of AcceptAgreement, after the steps before it."""
    token = client.accept_nda_for_agreement(**open_nda(client, agreement_id))["getAgreementToken"]
    read = client.get_agreement(agreementId=agreement_id, ndaToken=token)
    return {
        "agreementId": agreement_id,
        "agreementRevisionId": read["agreementRevisionId"],
        "acceptanceTermsToken": read["acceptanceTermsToken"],
        "executeAgreementToken": read["executeAgreementToken"],
    }


def sign(client: Any, agreement_id: str) -> dict[str, Any]:
    """The whole chain."""
    made = client.accept_agreement(**open_agreement(client, agreement_id))
    executed: dict[str, Any] = made["customerAgreement"]
    return executed


def refusal(of: type[Exception], call: Callable[..., Any], **given: Any) -> dict[str, Any]:
    """The typed error that the call raises."""
    with pytest.raises(of) as refused:
        call(**given)
    response: dict[str, Any] = refused.value.response  # type: ignore[attr-defined]  # botocore's
    return response


def test_from_the_list_to_the_end(client_of: Client) -> None:
    revision, ada = agreement(), person(name="Example Ltd")
    client = client_of(ada)

    (listed,) = client.list_agreements()["agreements"]
    assert listed["revisionId"] == str(revision.revision_id)
    assert listed["subjects"] == ["ACCOUNT", "ORGANIZATION"]
    assert listed["acceptanceTerms"] == revision.acceptance_terms
    nda = client.get_nda_for_agreement(agreementId=listed["id"])
    assert fetch(nda["documentPresignedUrl"]).data == get(revision.nda_id)
    token = client.accept_nda_for_agreement(
        agreementId=listed["id"],
        agreementRevisionId=nda["agreementRevisionId"],
        ndaToken=nda["acceptNdaForAgreementToken"],
    )["getAgreementToken"]
    read = client.get_agreement(agreementId=listed["id"], ndaToken=token)
    assert read["acceptanceTerms"] == revision.acceptance_terms
    assert fetch(read["documentPresignedUrl"]).data == get(revision.document_id)
    made = client.accept_agreement(
        agreementId=listed["id"],
        agreementRevisionId=read["agreementRevisionId"],
        acceptanceTermsToken=read["acceptanceTermsToken"],
        executeAgreementToken=read["executeAgreementToken"],
    )["customerAgreement"]
    assert (made["state"], made["agreementArn"]) == ("ACTIVE", listed["arn"])
    assert ada.customer
    assert made["awsAccountId"] == ada.customer.customer_id
    assert client.list_customer_agreements()["customerAgreements"] == [made]
    held = client.get_customer_agreement(customerAgreementId=made["id"])
    assert fetch(held["documentPresignedUrl"]).data == get(revision.document_id)
    assert held["terminateTerms"] == revision.terminate_terms
    ended = client.terminate_agreement(
        customerAgreementId=made["id"], terminateAgreementToken=held["terminateAgreementToken"]
    )["customerAgreement"]
    assert (ended["id"], ended["state"]) == (made["id"], "CUSTOMER_TERMINATED")
    assert ended["effectiveEnd"] >= ended["effectiveStart"]

    assert client.list_customer_agreements()["customerAgreements"] == []
    kinds = Acceptance.objects.order_by("pk").values_list("kind", "channel")
    assert list(kinds) == [("nda", "aws"), ("agreement", "aws"), ("termination", "aws")]
    assert sign(client, listed["id"])["id"] != made["id"]


def test_no_step_is_left_out(client_of: Client) -> None:
    revision = agreement()
    client, name = client_of(person()), revision.agreement.agreement_id
    wrong = client.exceptions.ValidationException

    nda = open_nda(client, name)
    # The token of the first step is not that of the second, although they look alike.
    refused = refusal(wrong, client.get_agreement, agreementId=name, ndaToken=nda["ndaToken"])
    assert refused["reason"] == "invalidToken"
    assert refused["fieldList"][0]["name"] == "ndaToken"
    given = open_agreement(client, name)
    swapped = given | {
        "acceptanceTermsToken": given["executeAgreementToken"],
        "executeAgreementToken": given["acceptanceTermsToken"],
    }
    for made_up in (swapped, given | {"executeAgreementToken": "agreement-token-" + "x" * 24}):
        assert refusal(wrong, client.accept_agreement, **made_up)["reason"] == "invalidToken"
    badly = given | {"executeAgreementToken": "nonsense"}
    refused = refusal(wrong, client.accept_agreement, **badly)
    assert refused["reason"] == "fieldValidationFailed"

    assert not CustomerAgreement.objects.exists()


def test_a_token_is_of_one_person_and_of_one_agreement(client_of: Client) -> None:
    one, two = agreement("One").agreement, agreement("Two").agreement
    ada = person()
    mine, theirs = client_of(ada), client_of(factories.user("customer", customer=ada.customer))
    given = open_agreement(mine, one.agreement_id)
    other = open_agreement(mine, two.agreement_id)

    refused = refusal(theirs.exceptions.ValidationException, theirs.accept_agreement, **given)
    assert refused["reason"] == "invalidToken"
    mixed = given | {"executeAgreementToken": other["executeAgreementToken"]}
    refused = refusal(mine.exceptions.ValidationException, mine.accept_agreement, **mixed)
    assert refused["reason"] == "invalidToken"
    StepToken.objects.update(expires_at=MOMENT - timedelta(days=1))
    refused = refusal(mine.exceptions.ValidationException, mine.accept_agreement, **given)
    assert refused["reason"] == "invalidToken"

    assert not CustomerAgreement.objects.exists()


def test_what_was_revised_or_withdrawn_meanwhile_is_not_signed(client_of: Client) -> None:
    revision = agreement()
    client, name = client_of(person()), revision.agreement.agreement_id
    nda, given = open_nda(client, name), open_agreement(client, name)
    revise_agreement(revision.agreement, draft("Second"), actor="manager", now=MOMENT)
    conflict = client.exceptions.ConflictException

    refused = refusal(conflict, client.accept_agreement, **given)
    assert (refused["resourceType"], refused["resourceId"]) == ("agreement", name)
    assert "revised" in refused["message"]
    refusal(conflict, client.accept_nda_for_agreement, **nda)
    newer = open_nda(client, name)
    mixed = newer | {"ndaToken": nda["ndaToken"]}
    wrong = client.exceptions.ValidationException
    assert refusal(wrong, client.accept_nda_for_agreement, **mixed)["reason"] == "invalidToken"
    withdraw_agreement(revision.agreement, actor="manager", now=MOMENT)
    refusal(client.exceptions.ResourceNotFoundException, client.accept_agreement, **given)

    assert client.list_agreements()["agreements"] == []
    assert not CustomerAgreement.objects.exists()


def test_a_request_that_is_repeated_neither_signs_nor_ends_again(client_of: Client) -> None:
    client, name = client_of(person()), agreement().agreement.agreement_id
    wrong = client.exceptions.ValidationException
    given, spare = open_agreement(client, name), open_agreement(client, name)
    made = client.accept_agreement(**given)["customerAgreement"]

    assert refusal(wrong, client.accept_agreement, **given)["reason"] == "invalidToken"
    refused = refusal(client.exceptions.ConflictException, client.accept_agreement, **spare)
    assert "in force already" in refused["message"]
    held = client.get_customer_agreement(customerAgreementId=made["id"])
    last = {
        "customerAgreementId": made["id"],
        "terminateAgreementToken": held["terminateAgreementToken"],
    }
    client.terminate_agreement(**last)
    refused = refusal(client.exceptions.ConflictException, client.terminate_agreement, **last)
    assert "ended already" in refused["message"]
    refused = refusal(wrong, client.accept_agreement, **given)

    assert CustomerAgreement.objects.count() == 1


def test_an_organisations_agreement_is_read_by_members_and_ended_by_its_head(
    client_of: Client,
) -> None:
    revision = agreement(subjects=["ORGANIZATION"])  # type: ignore[list-item]  # as it is kept
    ada = person(organization_id="o-exampleorg1")
    mo = person(parent=ada.customer)
    head, member = client_of(ada), client_of(mo)
    name = revision.agreement.agreement_id

    refused = refusal(member.exceptions.ConflictException, sign, client=member, agreement_id=name)
    assert "manages an organisation" in refused["message"]
    made = sign(head, name)
    assert member.list_customer_agreements()["customerAgreements"] == [made]
    assert made["organizationArn"].endswith("organization/o-exampleorg1")
    held = member.get_customer_agreement(customerAgreementId=made["id"])
    refused = refusal(
        member.exceptions.AccessDeniedException,
        member.terminate_agreement,
        customerAgreementId=made["id"],
        terminateAgreementToken=held["terminateAgreementToken"],
    )
    assert "not authorized to perform: artifact:TerminateAgreement" in refused["message"]


def test_another_customer_and_an_auditor_find_nothing(client_of: Client) -> None:
    made = signed(agreement(), person())
    stranger = client_of(person())
    name = made.customer_agreement_id

    for found in (name, "customer-agreement-" + "x" * 16):
        refused = refusal(
            stranger.exceptions.ResourceNotFoundException,
            stranger.get_customer_agreement,
            customerAgreementId=found,
        )
        assert refused["resourceType"] == "customer-agreement"
    assert stranger.list_customer_agreements()["customerAgreements"] == []
    auditor = client_of(factories.user("auditor"))
    refusal(auditor.exceptions.AccessDeniedException, auditor.list_agreements)


def test_agreements_come_in_pages(client_of: Client) -> None:
    names = [f"Agreement {number}" for number in range(5)]
    for name in names:
        agreement(name)
    client = client_of(person())

    pages = list(
        client.get_paginator("list_agreements").paginate(PaginationConfig={"PageSize": 2})
    )

    assert [len(page["agreements"]) for page in pages] == [2, 2, 1]
    assert [one["name"] for page in pages for one in page["agreements"]] == names


def extras(kind: str) -> dict[str, Any]:
    """What the file of this kind adds."""
    file = EXTRAS / "artifact" / "2018-05-10" / f"{kind}.sdk-extras.json"
    merged: dict[str, Any] = json.loads(file.read_text(encoding="utf-8"))
    return merged


def test_the_file_changes_nothing_that_the_sdk_knows() -> None:
    plain = Loader().load_service_model("artifact", "service-2")
    merged = Loader().load_service_model("artifact", "service-2")

    ExtrasProcessor().process(merged, [extras("service-2")])

    for part in ("operations", "shapes"):
        known = {name: merged[part][name] for name in plain[part]}
        assert known == plain[part]
    assert set(merged["operations"]) - set(plain["operations"]) == set(TAUGHT)
    assert set(TAUGHT) <= set(OPERATIONS)


def test_an_sdk_of_before_learns_every_operation_whole() -> None:
    added = extras("service-2")["merge"]
    old = Loader().load_service_model("artifact", "service-2")
    for part in ("operations", "shapes"):
        for name in added[part]:
            old[part].pop(name, None)
    assert len(old["operations"]) == 8

    ExtrasProcessor().process(old, [extras("service-2")])

    model = ServiceModel(old, "artifact")
    assert set(model.operation_names) <= set(OPERATIONS)
    seen: set[str] = set()
    for name in model.operation_names:
        one = model.operation_model(name)
        for shape in (one.input_shape, one.output_shape, *one.error_shapes):
            resolve(shape, seen)
    assert set(added["shapes"]) <= seen


def resolve(shape: Any, seen: set[str]) -> None:
    """Walk every shape under this one; an unknown one is an error."""
    if shape is None or shape.name in seen:
        return
    seen.add(shape.name)
    below = {"list": ("member",), "map": ("key", "value")}.get(shape.type_name, ())
    for one in (*getattr(shape, "members", {}).values(), *(getattr(shape, to) for to in below)):
        resolve(one, seen)
