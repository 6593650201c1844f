"""What may stand in the portal's addresses; whatever else does names nothing."""

from django.urls import register_converter
from django.urls.converters import StringConverter


class AccountId(StringConverter):
    """Twelve digits."""

    regex = "[0-9]{12}"


class Identifier(StringConverter):
    """Letters, digits and hyphens, as in `report-f1DIWBmGa2Lhsadg`; the database takes no zero."""

    regex = "[0-9A-Za-z-]+"


register_converter(AccountId, "account_id")
register_converter(Identifier, "id")
