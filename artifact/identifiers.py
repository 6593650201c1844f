"""Identifiers as AWS Artifact writes them: a prefix and sixteen letters and digits."""

from django.utils.crypto import get_random_string

LENGTH = 16
# Without 0 and o, 1 and l and i.
COPY_ALPHABET = "23456789abcdefghjkmnpqrstuvwxyz"


def new_identifier(prefix: str) -> str:
    """A random identifier such as `report-f1DIWBmGa2Lhsadg`; nobody guesses another."""
    return f"{prefix}-{get_random_string(LENGTH)}"


def new_report_id() -> str:
    """Of a report series."""
    return new_identifier("report")


def new_term_id() -> str:
    """Of a term."""
    return new_identifier("term")


def new_agreement_id() -> str:
    """Of an agreement that is offered."""
    return new_identifier("agreement")


def new_customer_agreement_id() -> str:
    """Of an agreement that a customer has executed."""
    return new_identifier("customer-agreement")


def new_engagement_id() -> str:
    """Of an audit."""
    return new_identifier("engagement")


def new_population_id() -> str:
    """Of a population that was frozen for an audit."""
    return new_identifier("population")


def new_sample_id() -> str:
    """Of a sample that was drawn from one."""
    return new_identifier("sample")


def new_export_id() -> str:
    """Of a package of an audit's work."""
    return new_identifier("export")


def new_copy_id() -> str:
    """Of one copy: letters and digits that nobody mistakes when typing them from paper."""
    return f"copy-{get_random_string(LENGTH, COPY_ALPHABET)}"


def new_customer_id() -> str:
    """Twelve digits, as the id of an AWS account; the first is not zero."""
    return get_random_string(1, "123456789") + get_random_string(11, "0123456789")


def new_organization_id() -> str:
    """As AWS Organizations writes them: `o-` and ten lower-case letters and digits."""
    return f"o-{get_random_string(10, 'abcdefghijklmnopqrstuvwxyz0123456789')}"
