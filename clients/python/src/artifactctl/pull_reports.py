"""Pull the reports about the engagement's framework: copies stamped for whoever pulls."""

from collections.abc import Iterator
from functools import partial

from artifact_client.api.reports import list_report_versions, list_reports
from artifact_client.models import VersionOut

from artifactctl.fetch import fetch
from artifactctl.folder import Folder, sha256_of
from artifactctl.layout import DOWNLOADED
from artifactctl.pull_job import Job
from artifactctl.pull_ledger import keep_entries
from artifactctl.service import TERMS, Problem, Service

HANDED_OUT = ("published", "superseded")


def reports_of(service: Service, folder: Folder, framework: str) -> Iterator[Job]:
    """Each version that is handed out; of each copy a line stands in the ledger."""
    for report in service.every(list_reports.sync_detailed, framework=[framework]):
        for one in service.every(list_report_versions.sync_detailed, report.id):
            if one.publication in HANDED_OUT and one.sha256:
                name = f"reports/{report.id}/v{one.number}.pdf"
                what = f"{report.title}, version {one.number}"
                # Written last: a copy that is there without it is not asked for again.
                about = name.replace(".pdf", ".about.json")
                yield Job(what, about, partial(_pull, service, folder, name, what, one))


def _pull(service: Service, folder: Folder, name: str, what: str, one: VersionOut) -> str | None:
    path = f"/reports/{one.report}/versions/{one.number}/content"
    try:
        if not folder.has(name):
            fetch(service, path, folder.path / name)
    except Problem as problem:
        if problem.type == TERMS:
            return f"{what}: its terms are not accepted. artifactctl accept {one.report}"
        if problem.status in {404, 409}:
            return f"{what}: {problem}"
        raise
    keep_entries(service, folder, f"report-version:{one.id}", action=DOWNLOADED)
    about = {**one.to_dict(), "copy_sha256": sha256_of(folder.path / name)}
    folder.write_json(name.replace(".pdf", ".about.json"), about)
    return None
