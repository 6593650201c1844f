"""`manage.py connect_account`."""

from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django_celery_beat.models import PeriodicTask

from compliance.models import Account, Entry

pytestmark = pytest.mark.django_db

ID = "123456789012"
ROLE = f"arn:aws:iam::{ID}:role/ArtifactReadOnly"


def connect(*words: str) -> str:
    """What the command prints; it does not try the account."""
    out = StringIO()
    call_command("connect_account", *words, "--no-check", stdout=out)
    return out.getvalue()


def test_it_connects_and_tells_the_external_id() -> None:
    said = connect(ID, "--name", "Payments", "--role-arn", ROLE)

    account = Account.objects.get()
    assert str(account) == f"Payments ({ID})"
    assert account.external_id in said


def test_running_it_again_changes_nothing_that_is_not_said() -> None:
    connect(ID, "--name", "Payments", "--role-arn", ROLE, "--schedule", "0 3 * * *")
    before = Account.objects.values().get()

    connect(ID)

    assert Account.objects.values().get() == before
    assert PeriodicTask.objects.get(name=f"collect {ID}").crontab.hour == "3"
    actions = Entry.objects.order_by("pk").values_list("action", flat=True)
    assert list(actions) == ["account.connected", "account.changed"]


def test_the_schedule_is_a_row_that_beat_reads_and_never_ends_it() -> None:
    connect(ID, "--schedule", "30 4 1 * *")
    task = PeriodicTask.objects.get(name=f"collect {ID}")
    assert task.task == "artifact.tasks.collect_account"
    assert (task.crontab.minute, task.crontab.day_of_month) == ("30", "1")

    connect(ID, "--schedule", "never")
    assert not PeriodicTask.objects.filter(name=f"collect {ID}").exists()


@pytest.mark.parametrize(
    ("words", "message"),
    [
        (["12345"], "An AWS account id has 12 digits."),
        (
            [ID, "--role-arn", "arn:aws:iam::999999999999:role/R"],
            "belongs to account 999999999999",
        ),
        ([ID, "--role-arn", "R"], "is no role ARN"),
        ([ID, "--regions", "mars-north-1"], "Unknown region mars-north-1"),
        ([ID, "--schedule", "hourly"], "has 1 fields; cron has five"),
        ([ID, "--schedule", "0 3 31 2 *"], "never comes"),
        ([ID, "--endpoint-url", "javascript:alert(1)"], "is no http or https address"),
        ([ID, "--name", ""], "name: This field cannot be blank."),
    ],
)
def test_wrong_input_is_named_and_changes_nothing(words: list[str], message: str) -> None:
    with pytest.raises(CommandError, match=message):
        connect(*words)

    assert not Account.objects.exists()
    assert not PeriodicTask.objects.exists()
    assert not Entry.objects.exists()
