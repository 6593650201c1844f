"""What this service itself reads in the policy of a resource that Access Analyzer found open."""

from collections.abc import Mapping
from typing import Any

from compliance.collectors.kms import KMS_KEY
from compliance.collectors.resource import Estate
from compliance.collectors.secretsmanager import SECRET
from compliance.policies.evaluate import evaluate
from compliance.policies.verdict import Exposure, PolicyMalformed

# By the finding's kind of resource: ours, where its policy stands in the answer, and its service.
READ = {
    "AWS::KMS::Key": (KMS_KEY, "Policy", "kms"),
    "AWS::SecretsManager::Secret": (SECRET, "ResourcePolicy", "secretsmanager"),
}


def difference(finding: Mapping[str, Any], estate: Estate) -> str:
    """A sentence where the policy that was read opens the resource to nobody outside; else "".

    Nothing is said of a policy that was not read or cannot be understood.
    """
    if finding.get("resourceType") not in READ:
        return ""
    kind, member, service = READ[finding["resourceType"]]
    for one in estate.known(kind):
        if one.arn != finding.get("resource") or "policy" not in one.facts:
            continue
        policy = (one.facts["policy"].parsed or {}).get(member)
        if policy and _is_closed(policy, one.account_id, service):
            return (
                " The policy that was read opens it to nobody outside: look for grants, or for "
                "what changed in between."
            )
    return ""


def _is_closed(policy: str, account: str, service: str) -> bool:
    try:
        return evaluate(policy, own_account=account, service=service).exposure <= Exposure.SERVICE
    except PolicyMalformed:
        return False
