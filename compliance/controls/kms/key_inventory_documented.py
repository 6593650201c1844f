from compliance.collectors.kms import KMS_KEY
from compliance.collectors.resource import Resource
from compliance.controls.control import Context, Outcome, Severity, control, failed, passed
from compliance.controls.kms.key import described, managed_by_aws


@control(
    title="Each customer managed key has an alias, a description and the required tags",
    severity=Severity.LOW,
    resource_type=KMS_KEY,
    needs=("kms",),
    params={"required_tags": ["owner", "data-classification"]},
    remediation="Give the key an alias, a description of its purpose, and the tags.",
    source="PCI DSS 4.0.1 3.6.1.1 and 12.3.3; KMS API, KeyMetadata Description",
)
def judge(key: Resource, context: Context) -> Outcome:
    """A key of which nobody knows owner or purpose is neither renewed nor retired in time.

    Keys of tags are compared letter for letter, as AWS does.
    """
    if outcome := managed_by_aws(key):
        return outcome
    missing = [] if key["aliases"].get("Aliases") else ["an alias"]
    if not str(described(key).get("Description") or "").strip():
        missing.append("a description")
    held = {one["Key"] for one in key["tags"].get("Tags", ())}
    missing += [f"the tag {one}" for one in context.params["required_tags"] if one not in held]
    if missing:
        return failed(f"The key lacks {', '.join(missing)}.")
    return passed("The key has an alias, a description and the required tags.")
