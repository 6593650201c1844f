"""What the work in engagements refuses, as problems."""

from collections.abc import Iterator
from contextlib import contextmanager

from artifact.api.problems import CONFLICT, INVALID, Problem
from artifact.engagements.answer import AnswerRefused
from artifact.engagements.comment import CommentRefused
from artifact.engagements.conclude import ConclusionRefused
from artifact.engagements.definition import PopulationRefused
from artifact.engagements.desk import EngagementClosed
from artifact.engagements.draw_sample import SampleRefused
from artifact.engagements.judge_request import JudgementRefused
from artifact.engagements.request_input import RequestRefused
from artifact.engagements.set_references import ReferencesRefused

OF_INPUT = (
    *(AnswerRefused, CommentRefused, ConclusionRefused, PopulationRefused, ReferencesRefused),
    *(RequestRefused, SampleRefused),
)
OF_STATE = (EngagementClosed, JudgementRefused)


@contextmanager
def refusals() -> Iterator[None]:
    """Turn what is refused into what a program understands.

    :raises Problem: the input is wrong (422), or it is not the time for it (409).
    """
    try:
        yield
    except OF_INPUT as refusal:
        raise Problem(INVALID, str(refusal), [{"detail": str(refusal)}]) from None
    except OF_STATE as refusal:
        raise Problem(CONFLICT, str(refusal)) from None
