"""Progress where standard error is a log."""

from io import StringIO

from artifact.management.progress import Progress, unclaimed


def test_a_log_gets_the_first_and_the_last_of_many_quick_steps() -> None:
    log = StringIO()
    progress = Progress(log)

    for done in range(1, 10_001):
        progress.show(f"{done}/10000 snapshots")
    progress.end()

    lines = log.getvalue().splitlines()
    assert (lines[0], lines[-1]) == ("1/10000 snapshots", "10000/10000 snapshots")
    assert len(lines) < 100


def test_a_line_that_came_too_soon_is_shown_once_there_is_time() -> None:
    log, seconds = StringIO(), iter([10.0, 10.0, 10.2, 11.5, 11.5])
    progress = Progress(log, clock=lambda: next(seconds))

    for line in ("queued", "running", "running", "running"):
        progress.show(line)
    progress.end()

    assert log.getvalue() == "queued\nrunning\n"


def test_work_that_no_worker_takes_up_is_called_so_after_a_while() -> None:
    assert unclaimed(2) == ""
    assert "does one run?" in unclaimed(16)
