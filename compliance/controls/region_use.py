"""Whether an account uses a Region: by the resources that were seen there."""

from compliance.aws.answers import NotCollected
from compliance.collectors.acm import CERTIFICATE
from compliance.collectors.cloudhsmv2 import CLUSTER
from compliance.collectors.endpoint import ENDPOINT
from compliance.collectors.kms import KMS_KEY
from compliance.collectors.logs import LOG_GROUP
from compliance.collectors.resource import Estate, Resource
from compliance.collectors.secretsmanager import SECRET
from compliance.collectors.ssm import PARAMETER
from compliance.controls.kms.key import described

# Nobody has one of these without having made it, but for the keys that AWS manages.
SIGNS = (SECRET, PARAMETER, LOG_GROUP, CERTIFICATE, CLUSTER, ENDPOINT, KMS_KEY)
# The collectors that gather them.
SIGNS_NEED = (
    "secretsmanager",
    "ssm",
    "logs",
    "acm",
    "cloudhsmv2",
    "elbv2",
    "apigateway",
    "appsync",
    "kms",
)


def regions_read(estate: Estate) -> list[str]:
    """The Regions that were read, or were tried to be."""
    return sorted(
        {
            one.region
            for kind in SIGNS
            for one in estate.populations(kind)
            if not one.absent and one.region != estate.account.region
        }
    )


def sign_of_use(estate: Estate, region: str) -> Resource | None:
    """A resource that somebody made in the Region; None where there is certainly none.

    :raises NotCollected: none was seen, but not everything in the Region was read.
    """
    keys: list[Resource] = []
    for kind in SIGNS:
        for one in estate.known(kind):
            if one.region != region:
                continue
            if kind != KMS_KEY:
                return one
            keys.append(one)
    for key in keys:
        if described(key)["KeyManager"] == "CUSTOMER":
            return key
    for kind in SIGNS:
        _require_whole(estate, kind, region)
    return None


def _require_whole(estate: Estate, kind: str, region: str) -> None:
    found = [one for one in estate.populations(kind) if one.region == region]
    if not found:
        raise NotCollected(kind, f"was not collected in {region}")
    for one in found:
        one.require_complete()
