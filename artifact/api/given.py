"""What a request may say in its query: filters have the same name and meaning everywhere."""

from datetime import UTC, datetime
from typing import Annotated, Literal

from pydantic import AfterValidator, AwareDatetime, BaseModel, ConfigDict, Field

from artifact.api.problems import invalid_parameter

LARGEST_PAGE = 200
# PostgreSQL takes no zero byte; nothing that is looked for has any control character.
Word = Annotated[str, Field(min_length=1, max_length=2048, pattern=r"^[^\x00-\x1f]+$")]
# What a row can have; a larger number would not fit into the database.
Id = Annotated[int, Field(ge=1, le=2**63 - 1)]
Severity = Literal["critical", "high", "medium", "low"]
AccountId = Annotated[str, Field(pattern=r"^[0-9]{12}$", description="Twelve digits.")]
EARLIEST, LATEST = datetime(1970, 1, 1, tzinfo=UTC), datetime(9999, 1, 1, tzinfo=UTC)


def _within_time(instant: datetime) -> datetime:
    """The instant in UTC, where databases and calendars agree on it."""
    return min(max(instant, EARLIEST), LATEST).astimezone(UTC)


Instant = Annotated[AwareDatetime, AfterValidator(_within_time)]


class Shown(BaseModel):
    """What every read can say."""

    model_config = ConfigDict(extra="forbid")

    fields: str | None = Field(
        None,
        description="Only these members of each item, between commas, as `id,status`.",
        examples=["id,status"],
    )


class Listing(Shown):
    """What every list can say."""

    cursor: str | None = Field(
        None, description="`next` of the page before. It holds for the same filters only."
    )
    limit: int = Field(50, ge=1, le=LARGEST_PAGE, description="How many items a page has at most.")


def past(name: str, instant: datetime | None, *, now: datetime) -> datetime | None:
    """The instant, if it is not still to come: what will hold then, nobody knows.

    :raises Problem: it is.
    """
    if instant and instant > now:
        raise invalid_parameter(name, "This instant is still to come.")
    return instant
