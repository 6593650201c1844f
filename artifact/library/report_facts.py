"""What a person says of a series: its title and the words by which it is found."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from artifact.library.models import Report
from compliance.frameworks.catalogue import frameworks

# As long as the row takes.
LONGEST = {"title": 200, "series": 100, "category": 100, "company": 200, "product": 200}
PASSTHROUGH = Report.AcceptanceType.PASSTHROUGH


class FactsInvalid(Exception):
    """What was said of a series cannot be kept; the message says what to correct."""


@dataclass(frozen=True)
class ReportFacts:
    """The words of a series, as `Report` has them. Without regions it is about every one."""

    title: str
    description: str = ""
    framework: str = ""
    series: str = ""
    category: str = ""
    company: str = ""
    product: str = ""
    regions: Sequence[str] = ()
    acceptance_type: str = PASSTHROUGH

    def row(self) -> dict[str, object]:
        """The fields of the series' row, without blanks around.

        :raises FactsInvalid: there is no title, a text is too long, or a word is unknown.
        """
        row: dict[str, object] = {
            name: value.strip() for name, value in vars(self).items() if isinstance(value, str)
        }
        row["regions"] = sorted({one.strip() for one in self.regions if one.strip()})
        wrong = list(self._wrong(row))
        if wrong:
            raise FactsInvalid(" ".join(wrong))
        return row

    def _wrong(self, row: dict[str, object]) -> Iterator[str]:
        if not row["title"]:
            yield "Give the report a title."
        if row["framework"] and row["framework"] not in frameworks():
            known = ", ".join(frameworks())
            yield f"There is no framework '{row['framework']}'. Known are: {known}."
        if row["acceptance_type"] not in Report.AcceptanceType.values:
            yield f"Terms are accepted {' or '.join(Report.AcceptanceType.values)}."
        for name, value in row.items():
            longest = LONGEST.get(name)
            if isinstance(value, str) and longest and len(value) > longest:
                yield f"The {name} has more than {longest} characters."


def facts_of(report: Report) -> ReportFacts:
    """What is said of a series now."""
    return ReportFacts(**{name: getattr(report, name) for name in ReportFacts.__annotations__})
