"""Agreements: read, accepted and ended, step by step; each step's token opens the next.

Source: AWS Artifact API Reference. These seven operations are documented and in no SDK; the file
`sdk-extras` of this service teaches them to boto3 and the AWS CLI.
"""

from collections.abc import Mapping
from typing import Any

from django.db import transaction
from pydantic import Field

from artifact.agreements.accept import Signature
from artifact.agreements.accept_nda import accept_nda
from artifact.agreements.execute import CannotSign, execute
from artifact.agreements.models import Agreement, AgreementRevision, CustomerAgreement
from artifact.agreements.read_agreement import read_agreement
from artifact.agreements.read_nda import read_nda
from artifact.agreements.steps import NotOffered, StepMissing
from artifact.agreements.terminate import CannotTerminate, NotTheirs, terminate
from artifact.awsapi.errors import conflict, denied, invalid, not_found
from artifact.awsapi.models import StepToken
from artifact.awsapi.operation import Answer, Call, Input, Paged, operation
from artifact.awsapi.paging import page
from artifact.awsapi.shapes import agreement_summary, customer_agreement, customer_agreement_arn
from artifact.awsapi.step_token import give, spend, take
from artifact.library.links import document_link
from artifact.users.policy import Action

SIGN = Action.SIGN_AGREEMENTS
AGREEMENT_ID = Field(pattern=r"^agreement-[a-zA-Z0-9]{16}$")
REVISION_ID = Field(pattern=r"^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$")
CUSTOMER_AGREEMENT_ID = Field(pattern=r"^customer-agreement-[a-zA-Z0-9]{16}$")
NDA_TOKEN = Field(pattern=r"^nda-token-[a-zA-Z0-9]{24}$")
AGREEMENT_TOKEN = Field(pattern=r"^agreement-token-[a-zA-Z0-9]{24}$")
Step = StepToken.Step


class One(Input):
    """An agreement that is offered."""

    agreementId: str = AGREEMENT_ID  # noqa: N815 -- the wire's name


class NdaAccepted(One):
    """A revision whose non-disclosure agreement was read, and is accepted."""

    agreementRevisionId: str = REVISION_ID  # noqa: N815 -- the wire's name
    ndaToken: str = NDA_TOKEN  # noqa: N815 -- the wire's name


class NdaToken(One):
    """An agreement whose non-disclosure agreement was accepted."""

    ndaToken: str = NDA_TOKEN  # noqa: N815 -- the wire's name


class Executed(One):
    """A revision that was read, with its sentences, and is accepted."""

    agreementRevisionId: str = REVISION_ID  # noqa: N815 -- the wire's name
    acceptanceTermsToken: str = AGREEMENT_TOKEN  # noqa: N815 -- the wire's name
    executeAgreementToken: str = AGREEMENT_TOKEN  # noqa: N815 -- the wire's name


class OneExecuted(Input):
    """An agreement that binds the customer."""

    customerAgreementId: str = CUSTOMER_AGREEMENT_ID  # noqa: N815 -- the wire's name


class Terminated(OneExecuted):
    """An agreement that was read again, and is ended."""

    terminateAgreementToken: str = AGREEMENT_TOKEN  # noqa: N815 -- the wire's name


@operation("ListAgreements", "GET", "/v1/agreement/list", takes=Paged, needs=SIGN)
def list_agreements(call: Call, given: Paged) -> Answer:
    """What is offered today, each with its newest revision."""
    rows = Agreement.objects.filter(withdrawn_at=None).prefetch_related("revisions")
    return page(call, given, rows, member="agreements", show=agreement_summary)


@operation("GetNdaForAgreement", "GET", "/v1/agreement/getNdaForAgreement", takes=One, needs=SIGN)
def get_nda_for_agreement(call: Call, given: One) -> Answer:
    """Where the non-disclosure agreement is read, and the token that says it was handed out."""
    revision = _newest(given.agreementId)
    document = _step(read_nda, revision, call)
    return {
        "acceptNdaForAgreementToken": give(call, Step.NDA_READ, _of(revision)),
        "agreementRevisionId": str(revision.revision_id),
        "documentPresignedUrl": _link(call, document.pk, "non-disclosure.pdf"),
    }


@operation(
    "AcceptNdaForAgreement",
    "POST",
    "/v1/agreement/acceptNdaForAgreement",
    takes=NdaAccepted,
    needs=SIGN,
)
def accept_nda_for_agreement(call: Call, given: NdaAccepted) -> Answer:
    """Accept it; the answer's token opens the agreement."""
    revision = _revision(given.agreementId, given.agreementRevisionId)
    _require(take(call, Step.NDA_READ, given.ndaToken, member="ndaToken"), revision, "ndaToken")
    _step(accept_nda, revision, call, by=_signature(call))
    return {"getAgreementToken": give(call, Step.NDA_ACCEPTED, _of(revision))}


@operation("GetAgreement", "GET", "/v1/agreement/get", takes=NdaToken, needs=SIGN)
def get_agreement(call: Call, given: NdaToken) -> Answer:
    """Where the agreement is read, what must be ticked, and the tokens that say so."""
    revision = _newest(given.agreementId)
    _require(
        take(call, Step.NDA_ACCEPTED, given.ndaToken, member="ndaToken"), revision, "ndaToken"
    )
    document = _step(read_agreement, revision, call)
    return {
        "acceptanceTerms": list(revision.acceptance_terms),
        "acceptanceTermsToken": give(call, Step.TERMS_READ, _of(revision)),
        "agreementRevisionId": str(revision.revision_id),
        "documentPresignedUrl": _link(call, document.pk, "agreement.pdf"),
        "executeAgreementToken": give(call, Step.AGREEMENT_READ, _of(revision)),
    }


@operation("AcceptAgreement", "POST", "/v1/agreement/accept", takes=Executed, needs=SIGN)
def accept_agreement(call: Call, given: Executed) -> Answer:
    """Sign it; showing the token of the sentences is ticking each of them.

    An agreement that binds organisations alone is signed for the organisation, any other for the
    account: the wire has no member to choose by.
    """
    revision = _revision(given.agreementId, given.agreementRevisionId)
    for member, step, token in (
        ("acceptanceTermsToken", Step.TERMS_READ, given.acceptanceTermsToken),
        ("executeAgreementToken", Step.AGREEMENT_READ, given.executeAgreementToken),
    ):
        _require(take(call, step, token, member=member), revision, member)
    is_for_all = revision.agreement.subjects == [Agreement.Subject.ORGANIZATION]
    with transaction.atomic():
        # What was signed and ended again is not signed anew by repeating the request.
        spend(call, given.executeAgreementToken, member="executeAgreementToken")
        executed = _step(
            execute,
            revision,
            call,
            level=Agreement.Subject.ORGANIZATION if is_for_all else Agreement.Subject.ACCOUNT,
            ticked=revision.acceptance_terms,
            by=_signature(call),
        )
    return {"customerAgreement": customer_agreement(executed)}


@operation(
    "GetCustomerAgreement", "GET", "/v1/customer-agreement/get", takes=OneExecuted, needs=SIGN
)
def get_customer_agreement(call: Call, given: OneExecuted) -> Answer:
    """Where the executed agreement is read, and how it is ended."""
    found = _executed(call, given.customerAgreementId)
    return {
        "documentPresignedUrl": _link(call, found.document_id, "agreement.pdf"),
        "terminateAgreementToken": give(call, Step.EXECUTED_READ, {"executed": str(found.pk)}),
        "terminateTerms": list(found.revision.terminate_terms) if found.revision else [],
    }


@operation(
    "TerminateAgreement", "POST", "/v1/customer-agreement/terminate", takes=Terminated, needs=SIGN
)
def terminate_agreement(call: Call, given: Terminated) -> Answer:
    """End it; showing the token is ticking each of its sentences."""
    found = _executed(call, given.customerAgreementId)
    bound = take(
        call,
        Step.EXECUTED_READ,
        given.terminateAgreementToken,
        member="terminateAgreementToken",
    )
    if bound["executed"] != str(found.pk):
        raise _wrong("terminateAgreementToken")
    try:
        ended = terminate(
            found,
            ticked=found.revision.terminate_terms if found.revision else [],
            by=_signature(call),
            caller=call.caller,
            now=call.now,
        )
    except NotTheirs as error:
        arn = customer_agreement_arn(found)
        raise denied(call.user_arn, call.operation, arn) from error
    except CannotTerminate as error:
        raise conflict("customer-agreement", given.customerAgreementId, str(error)) from error
    return {"customerAgreement": customer_agreement(ended)}


def _newest(agreement_id: str) -> AgreementRevision:
    offered = AgreementRevision.objects.filter(
        agreement__agreement_id=agreement_id, agreement__withdrawn_at=None
    )
    found = offered.select_related("agreement", "document", "nda").order_by("-number").first()
    if found is None:
        raise not_found("agreement", agreement_id)
    return found


def _revision(agreement_id: str, revision_id: str) -> AgreementRevision:
    newest = _newest(agreement_id)
    if str(newest.revision_id) != revision_id:
        raise conflict("agreement", agreement_id, "The agreement was revised. Read it again.")
    return newest


def _executed(call: Call, customer_agreement_id: str) -> CustomerAgreement:
    visible = CustomerAgreement.objects.newest_first().visible_to(call.caller.user)
    found = visible.filter(customer_agreement_id=customer_agreement_id).first()
    if found is None:
        raise not_found("customer-agreement", customer_agreement_id)
    return found


def _step(verb: Any, revision: AgreementRevision, call: Call, **given: Any) -> Any:
    """One step of signing; what stands in its way is a conflict."""
    try:
        return verb(revision, caller=call.caller, now=call.now, **given)
    except (NotOffered, StepMissing, CannotSign) as error:
        raise conflict("agreement", revision.agreement.agreement_id, str(error)) from error


def _of(revision: AgreementRevision) -> Mapping[str, str]:
    return {"revision": str(revision.revision_id)}


def _require(bound: Mapping[str, str], revision: AgreementRevision, member: str) -> None:
    if bound.get("revision") != str(revision.revision_id):
        raise _wrong(member)


def _wrong(member: str) -> Exception:
    why = "It was given for something else."
    return invalid("invalidToken", f"The {member} is invalid. {why}", {member: why})


def _signature(call: Call) -> Signature:
    user = call.caller.user
    return Signature(user.name or user.email, f"Access key {call.key.key_id}")


def _link(call: Call, sha256: str, filename: str) -> str:
    return document_link(sha256, filename=filename, caller=call.caller, key_id=call.key.key_id)
