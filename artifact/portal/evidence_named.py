"""Evidence as people name it in the forms of an engagement."""

import re

from django.forms import ValidationError

from artifact.engagements.evidence_index import visible_numbers
from artifact.engagements.models import Engagement

HELP = "Numbers of this engagement's evidence, as E-2026-0001, E-2026-0002."
MOST = 1000


def evidence_named(engagement: Engagement, text: str) -> list[int]:
    """The ids of the snapshots whose numbers stand in the text, each once, in their order.

    :raises ValidationError: something there is no number of this engagement's evidence.
    """
    words = list(dict.fromkeys(re.split(r"[\s,;]+", text.strip().upper()))) if text.strip() else []
    if len(words) > MOST:
        raise ValidationError(f"At most {MOST:,} numbers.")
    found = visible_numbers(engagement).filter(evidence_no__in=words)
    known = dict(found.values_list("evidence_no", "snapshot_id"))
    if strange := [one for one in words if one not in known]:
        raise ValidationError(
            f"Not evidence of this engagement: {', '.join(strange)[:200]}. Its numbers stand "
            "under Evidence, as E-2026-0001; the index there gives one to each piece."
        )
    return [known[one] for one in words]
