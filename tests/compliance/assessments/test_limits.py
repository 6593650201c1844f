"""Limits that the organisation sets, from the command that sets them to the findings."""

from io import StringIO
from typing import Any

import pytest
from django.core.management import CommandError, call_command

from compliance.models import Account, Entry, Evaluation, Finding, OrganisationLimit
from tests.estate import Estate
from tests.reading import Clock, read_and_judge

pytestmark = pytest.mark.django_db
ROTATION = "kms.rotation-enabled"
RETENTION = "cloudtrail.bucket-retention"


def run(*words: str) -> str:
    """What `control_limits` prints."""
    out = StringIO()
    call_command("control_limits", *words, stdout=out)
    return out.getvalue()


def status(control: str = ROTATION, limits_of: str = "") -> str:
    """The status of the control's only finding in the account's region."""
    held = Finding.objects.current().filter(control=control, limits_of=limits_of)
    return held.get(region="us-east-1").status


def read(account: Account, clock: Clock) -> dict[str, Any]:
    """Read and judge; the controls of the evaluation with their limits."""
    collection = read_and_judge(account, clock, services=["kms"])
    evaluation = Evaluation.objects.filter(collection=collection)[0]
    controls: dict[str, Any] = evaluation.control_set.controls
    return controls


def test_a_limit_holds_from_the_next_evaluation_until_it_is_cleared(
    estate: Estate, account: Account, clock: Clock
) -> None:
    kms = estate.client("kms")
    key = kms.create_key()["KeyMetadata"]["KeyId"]
    kms.enable_key_rotation(KeyId=key)
    read(account, clock)
    assert status() == "pass"
    assert run("set", ROTATION, "max_rotation_days=180", "--reason", "key policy 4.2") == (
        f"{ROTATION} all: max_rotation_days=180\n"
    )
    assert status() == "pass"
    clock.go_on(hours=1)
    assert read(account, clock)[ROTATION]["params"] == {"max_rotation_days": 180}
    assert status() == "fail"
    assert run("clear", ROTATION, "--reason", "key policy 5") == ""
    clock.go_on(hours=1)
    read(account, clock)
    assert status() == "pass"
    entries = Entry.objects.filter(action="control.limits-set").order_by("pk")
    assert [one.details["params"] for one in entries] == [{"max_rotation_days": 180}, {}]


def test_a_standard_s_own_limit_is_not_weakened_unless_it_is_named(
    account: Account, clock: Clock
) -> None:
    def limits() -> dict[str, int]:
        clock.go_on(hours=1)
        collection = read_and_judge(account, clock, services=["cloudtrail"])
        controls = Evaluation.objects.filter(collection=collection)[0].control_set.controls
        return {
            name.partition("@")[2]: one["params"]["min_days"]
            for name, one in controls.items()
            if name.partition("@")[0] == RETENTION
        }

    assert limits() == {"": 365, "hipaa": 2190, "pci_dss_4_0_1": 365}
    run("set", RETENTION, "min_days=30", "--reason", "cost")
    assert limits() == {"": 30, "hipaa": 2190, "pci_dss_4_0_1": 365}
    run("set", RETENTION, "min_days=400", "--framework", "pci_dss_4_0_1", "--reason", "QSA")
    assert limits() == {"": 30, "hipaa": 2190, "pci_dss_4_0_1": 400}


@pytest.mark.parametrize(
    ("words", "why"),
    [
        (["no.such", "a=1"], "no control no.such"),
        ([ROTATION, "days=1"], "it has max_rotation_days"),
        ([ROTATION, "max_rotation_days=soon"], "is a int"),
        ([ROTATION, "max_rotation_days=true"], "is a int"),
        ([ROTATION, "max_rotation_days=-1"], "is a int"),
        ([ROTATION, "max_rotation_days"], "write NAME=VALUE"),
        ([ROTATION, "max_rotation_days=[1"], "cannot be read"),
        ([ROTATION, "max_rotation_days=1", "--framework", "hipaa"], "those that do: none"),
        ([ROTATION, "max_rotation_days=1", "--framework", "nothing"], "sets no limit"),
        ([ROTATION, "max_rotation_days=1", "--reason", " "], "Say why"),
    ],
)
def test_a_limit_that_is_none_is_refused(words: list[str], why: str) -> None:
    reason = [] if "--reason" in words else ["--reason", "x"]
    with pytest.raises(CommandError, match=why):
        run("set", *words, *reason)
    assert not OrganisationLimit.objects.exists()
