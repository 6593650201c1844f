"""Amazon Macie, which is off until somebody enables it (Amazon Macie API Reference)."""

from collections.abc import Mapping
from typing import Any

from demo.aws_server.answer import AwsError
from demo.aws_server.call import Call
from demo.aws_server.memory import Memory
from demo.aws_server.untouched import Instead

ENABLE = "macie2:EnableMacie"
# What moto does not answer, as a new session has it.
NEW: Mapping[str, Mapping[str, Any]] = {
    "macie2:DescribeBuckets": {"buckets": []},
    "macie2:GetAutomatedDiscoveryConfiguration": {"status": "DISABLED"},
    "macie2:GetClassificationExportConfiguration": {"configuration": {}},
    "macie2:GetFindings": {"findings": []},
    "macie2:GetFindingsPublicationConfiguration": {
        "securityHubConfiguration": {
            "publishClassificationFindings": False,
            "publishPolicyFindings": True,
        }
    },
    "macie2:ListFindings": {"findingIds": []},
}


def _place(call: Call) -> tuple[str, str]:
    return ENABLE, f"{call.account}/{call.region}"


def enable(call: Call, memory: Memory) -> None:
    """Note that Macie was enabled; moto makes the session, and has one from the start."""
    memory.settings[_place(call)] = {}


def disable(call: Call, memory: Memory) -> None:
    """Note that it is off again.

    :raises AwsError: it was not on.
    """
    _demand(call, memory)
    del memory.settings[_place(call)]


def when_enabled(call: Call, memory: Memory) -> dict[str, Any] | None:
    """What a new session answers, or moto; nothing where Macie is off.

    :raises AwsError: it is off.
    """
    _demand(call, memory)
    return dict(NEW[call.name]) if call.name in NEW else None


def _demand(call: Call, memory: Memory) -> None:
    if _place(call) not in memory.settings:
        raise AwsError("AccessDeniedException", "Macie is not enabled.", 403)


INSTEAD: Mapping[str, Instead] = {
    ENABLE: enable,
    "macie2:DisableMacie": disable,
    **dict.fromkeys(
        (*NEW, "macie2:GetAdministratorAccount", "macie2:GetMacieSession"), when_enabled
    ),
}
