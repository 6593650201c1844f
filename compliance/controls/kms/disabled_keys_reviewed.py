from datetime import UTC, date, datetime, timedelta

from compliance.collectors.kms import KMS_KEY
from compliance.collectors.resource import Resource
from compliance.controls.control import Context, Outcome, Severity, control, failed, passed
from compliance.controls.kms.key import described, managed_by_aws


@control(
    title="Disabled keys were reviewed, and it is known why they are kept",
    severity=Severity.LOW,
    resource_type=KMS_KEY,
    needs=("kms",),
    params={"review_days": 365, "review_tag": "reviewed-on"},
    remediation=(
        "Enable the key, schedule its deletion, or tag it with the day of its review (2026-01-31)."
    ),
    source="PCI DSS 4.0.1 12.3.3; KMS Developer Guide, Enabling and disabling keys",
)
def judge(key: Resource, context: Context) -> Outcome:
    """What a forgotten key encrypts cannot be read, and nobody knows whether it is still needed.

    A disabled key does not rotate either. The tag named in `review_tag` holds the day on which
    somebody decided to keep it.
    """
    if outcome := managed_by_aws(key):
        return outcome
    state = described(key)["KeyState"]
    if state != "Disabled":
        return passed(f"The key is not disabled: its state is {state}.")
    return _judge_review(key, context)


def _judge_review(key: Resource, context: Context) -> Outcome:
    tag, days = str(context.params["review_tag"]), int(context.params["review_days"])
    held = {one["Key"]: str(one.get("Value", "")) for one in key["tags"].get("Tags", ())}
    if tag not in held:
        return failed(f"The key is disabled, and no tag {tag} says when that was reviewed.")
    reviewed, today = _day(held[tag]), context.now.astimezone(UTC).date()
    if reviewed is None or reviewed > today:
        return failed(f"The key is disabled, and its tag {tag} names no past day: {held[tag]}.")
    if reviewed < today - timedelta(days=days):
        return failed(
            f"The key is disabled and was reviewed on {reviewed}; the limit is {days} days."
        )
    return passed(f"The key is disabled and was reviewed on {reviewed}, within {days} days.")


def _day(text: str) -> date | None:
    """`2026-01-31`, with or without a time after it; None for anything else."""
    try:
        return datetime.fromisoformat(text.strip()).date()
    except ValueError:
        return None
