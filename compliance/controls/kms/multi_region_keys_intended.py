from collections.abc import Mapping
from typing import Any

from compliance.aws.answers import NotCollected
from compliance.collectors.kms import KMS_KEY
from compliance.collectors.resource import Resource
from compliance.controls.control import (
    Context,
    Outcome,
    Severity,
    control,
    failed,
    not_applicable,
    passed,
)
from compliance.controls.kms.key import described, managed_by_aws


@control(
    title="Multi-Region keys are in approved Regions only",
    severity=Severity.LOW,
    resource_type=KMS_KEY,
    needs=("kms",),
    params={"allowed_regions": []},
    remediation="Delete the replica, or approve its Region.",
    source="KMS API, MultiRegionConfiguration; KMS Developer Guide, Multi-Region keys",
)
def judge(key: Resource, context: Context) -> Outcome:
    """Where a replica is, what the key protects can be opened, whatever residency was promised.

    Nothing is judged until `allowed_regions` names the Regions.
    """
    if outcome := managed_by_aws(key):
        return outcome
    allowed = context.params["allowed_regions"]
    if not allowed:
        return not_applicable("No Regions were named in which multi-Region keys may be.")
    metadata = described(key)
    if metadata.get("MultiRegion") is None:
        raise NotCollected("kms:DescribeKey", "the answer has no MultiRegion")
    if not metadata["MultiRegion"]:
        return passed("The key is in one Region.")
    if astray := sorted(_regions(metadata) - set(allowed)):
        return failed(f"The multi-Region key is in Regions not on the list: {', '.join(astray)}.")
    return passed(f"The multi-Region key is in {', '.join(sorted(_regions(metadata)))} only.")


def _regions(metadata: Mapping[str, Any]) -> set[str]:
    family = metadata.get("MultiRegionConfiguration", {})
    members = [family.get("PrimaryKey", {}), *family.get("ReplicaKeys", ())]
    regions = {one.get("Region") for one in members}
    if None in regions:
        raise NotCollected("kms:DescribeKey", "the answer does not tell where the key is")
    return {str(one) for one in regions}
