"""What a collector's calls in one place found, as formulas of calls ask after it."""

import math
from collections.abc import Callable, Mapping, Sequence
from typing import Any

from compliance.aws.answers import Answer, Answers


class Seen:
    """What the calls of one collector in one place found."""

    def __init__(self, answers: Answers) -> None:
        self._answers = answers
        self.account_id = answers.account_id
        self.partition = answers.partition
        self.region = answers.region

    def one(self, operation: str, **params: Any) -> Mapping[str, Any]:
        """The answer to these parameters; empty where the call was refused."""
        return self._answers.one(operation, **params).parsed or {}

    def error(self, operation: str, **params: Any) -> str:
        """Why there is no answer to these parameters, with AWS's code before."""
        return self._answers.one(operation, **params).error

    def items(self, operation: str, member: str, **params: Any) -> Sequence[Any]:
        """The items of all pages of a list; none where it was refused."""
        return self._answers.listing(operation, member, **params).items

    def lists(self, operation: str, member: str) -> list[Sequence[Any]]:
        """The items of each list that an operation was asked for."""
        return [
            self.items(operation, member, **asked)
            for asked in self._answers.first_pages(operation)
        ]

    def pages(self, operation: str, member: str, size: int, **params: Any) -> int:
        """How many pages of this size the list has: one at least."""
        return pages_of(self.items(operation, member, **params), size)

    def pages_of_aws(self, operation: str, member: str) -> int:
        """How many pages AWS made of a list whose page has no size that one could ask for."""
        return self._answers.listing(operation, member).pages

    def asked_until(self, is_done: Callable[[Answer], bool], operation: str, at_most: int) -> int:
        """The number of the first call whose answer is done, of a call that starts work."""
        asked = self._answers.numbered(operation)
        answers = [one.answer for _, one in asked if one.call.attempt == 1]
        numbers = (number for number, one in enumerate(answers, start=1) if is_done(one))
        return next(numbers, at_most)


def pages_of(items: Sequence[Any], size: int) -> int:
    """How many pages of this size there are: one at least."""
    return max(1, math.ceil(len(items) / size))
