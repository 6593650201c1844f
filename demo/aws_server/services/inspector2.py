"""Amazon Inspector where moto answers otherwise, or not at all (its API Reference)."""

from typing import Any

from moto.inspector2.models import inspector2_backends

from demo.aws_server.call import Call
from demo.aws_server.memory import Memory
from demo.aws_server.untouched import Instead, says

KINDS = ("ec2", "ecr", "lambda", "lambdaCode", "codeRepository")


def account_status(call: Call, _memory: Memory) -> dict[str, Any]:
    """Each account that is asked for, or the own one: DISABLED until somebody enables it."""
    asked = call.params.get("accountIds") or [call.account]
    known = inspector2_backends[call.account][call.region].account_status
    seen = [one for one in asked if one == call.account or one in known]
    return {
        "accounts": [
            _state(one, known[one].to_batch_json() if one in known else {}) for one in seen
        ],
        "failedAccounts": [
            {"accountId": one, "errorCode": "ACCESS_DENIED", "errorMessage": "Access denied"}
            for one in asked
            if one not in seen
        ],
    }


def _state(account: str, kept: dict[str, Any]) -> dict[str, Any]:
    kinds = {kind: {"status": "DISABLED"} for kind in KINDS} | kept.get("resourceState", {})
    state = kept.get("state", {"status": "DISABLED"})
    return {"accountId": account, "state": state, "resourceState": kinds}


INSTEAD: dict[str, Instead] = {
    "inspector2:BatchGetAccountStatus": account_status,
    "inspector2:GetConfiguration": says(
        {
            "ecrConfiguration": {
                "rescanDurationState": {"rescanDuration": "DAYS_14", "status": "SUCCESS"}
            }
        }
    ),
    "inspector2:ListCodeSecurityIntegrations": says({"integrations": []}),
    "inspector2:ListCoverage": says({"coveredResources": []}),
}
