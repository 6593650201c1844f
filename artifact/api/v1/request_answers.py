"""What answers a request, and what the auditor says of the answer."""

from typing import Annotated, Literal

from django.conf import settings
from pydantic import Base64Bytes, BaseModel, ConfigDict, Field

from artifact.api.answer import Created
from artifact.api.call import ApiRequest
from artifact.api.desk import at_desk
from artifact.api.given import Id
from artifact.api.problems import CONFLICT
from artifact.api.refused import refusals
from artifact.api.resource import Resource, Write
from artifact.api.v1.requests import REQUEST, RequestWhole, request_of
from artifact.engagements.answer import MIB, MOST_FILES, Answer, File, answer
from artifact.engagements.judge_request import judge_request
from artifact.engagements.models import Engagement
from artifact.tokens.scopes import Scope
from artifact.users.policy import Action

router = Resource()
Said = Annotated[str, Field(max_length=10_000, pattern=r"^[^\x00]*$")]


class FileIn(BaseModel):
    """A file: its name, and its bytes in base64. Larger ones are handed in in the portal."""

    model_config = ConfigDict(extra="forbid")

    name: str = Field(min_length=1, max_length=200, pattern=r"^[^\x00-\x1f]+$")
    content: Base64Bytes


class AnswerIn(BaseModel):
    """A note, files, snapshots of this engagement, and versions of reports by their `id`."""

    model_config = ConfigDict(extra="forbid")

    text: Said = ""
    files: list[FileIn] = Field([], max_length=MOST_FILES)
    snapshots: list[Id] = Field([], max_length=1000)
    versions: list[Id] = Field([], max_length=100)


class JudgementIn(BaseModel):
    """Whether it is enough; what is returned needs a reason."""

    model_config = ConfigDict(extra="forbid")

    verdict: Literal["accepted", "returned"]
    reason: Said = ""


@router.write(
    f"{REQUEST}/answers",
    RequestWhole,
    Write(Action.ANSWER_REQUESTS, Scope.ENGAGEMENTS_WRITE, problems=(CONFLICT,)),
)
def answer_request(request: ApiRequest, engagement: str, number: int, asked: AnswerIn) -> Created:
    """Hand in what was asked for: all of it is taken, or nothing."""
    found = at_desk(request, engagement, to=Action.ANSWER_REQUESTS)
    with refusals():
        answer(
            request_of(found, number),
            _given(asked),
            max_bytes=settings.LIBRARY_MAX_MIB * MIB,
            user=request.call.owner,
            now=request.call.at,
        )
    return _whole(found, number)


@router.write(
    f"{REQUEST}/judgements",
    RequestWhole,
    Write(Action.AUDIT, Scope.ENGAGEMENTS_WRITE, problems=(CONFLICT,)),
)
def judge_a_request(
    request: ApiRequest, engagement: str, number: int, asked: JudgementIn
) -> Created:
    """Accept what was handed in, or return it and say what is missing."""
    found = at_desk(request, engagement, to=Action.AUDIT)
    with refusals():
        judge_request(
            request_of(found, number),
            is_enough=asked.verdict == "accepted",
            reason=asked.reason,
            user=request.call.owner,
            now=request.call.at,
        )
    return _whole(found, number)


def _given(asked: AnswerIn) -> Answer:
    return Answer(
        text=asked.text,
        files=[File(one.name, [one.content]) for one in asked.files],
        snapshots=asked.snapshots,
        versions=asked.versions,
    )


def _whole(engagement: Engagement, number: int) -> Created:
    address = f"/api/v1/engagements/{engagement.engagement_id}/requests/{number}"
    return Created(RequestWhole.whole(request_of(engagement, number)), address)
