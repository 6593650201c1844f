"""The commands."""

import sys
from pathlib import Path
from typing import Annotated, Any

import typer
from artifact_client.api.engagement_evidence import list_engagement_evidence
from artifact_client.api.engagements import list_engagements
from artifact_client.api.me import get_me
from artifact_client.api.requests import list_requests
from artifact_client.api.samples import list_samples

from artifactctl.accept import accept, read_terms
from artifactctl.key_given import key_given
from artifactctl.listed import Format, show
from artifactctl.plain import plain
from artifactctl.pull import pull
from artifactctl.refused import Refused
from artifactctl.saved_login import Login, checked_address, forget_login, keep_login, kept_login
from artifactctl.service import Service
from artifactctl.verdict import show_verdict

app = typer.Typer(
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    help="Pull an audit's engagement from Artifact, and verify it with no server.",
)
evidence = typer.Typer(no_args_is_help=True, help="Evidence under its numbers.")
app.add_typer(evidence, name="evidence")
Engagement = Annotated[str, typer.Argument(help="Its id, as `artifactctl engagements` lists it.")]
Form = Annotated[Format, typer.Option("--format", help="How it is shown.")]


@app.command()
def login(
    address: Annotated[str, typer.Argument(help="As https://artifact.example.com.")],
) -> None:
    """Sign in with a token, which is asked for (or read from standard input)."""
    is_typed = sys.stdin.isatty()
    token = typer.prompt("Token", hide_input=True) if is_typed else sys.stdin.readline()
    given = Login(checked_address(address), token.strip())
    # Somebody waits, and may have mistyped the address.
    me = Service(given, tries=2).ask(get_me.sync_detailed)
    path = keep_login(given)
    typer.echo(f"Signed in as {me.email} until {me.expires_at:%Y-%m-%d}. Kept in {path}.")


@app.command()
def logout() -> None:
    """Forget the token here. It is revoked in the portal, under Tokens."""
    forget_login()


@app.command()
def engagements(form: Form = Format.TEXT) -> None:
    """The engagements that are open to you."""
    columns = ("id", "title", "framework", "period_start", "period_end", "state", "is_ready")
    _list(list_engagements.sync_detailed, columns, form)


@evidence.command("list")
def evidence_list(engagement: Engagement, form: Form = Format.TEXT) -> None:
    """Every piece of evidence of an engagement, by number."""
    columns = ("evidence_no", "account", "region", "collector", "ended_at", "is_complete")
    _list(list_engagement_evidence.sync_detailed, columns, form, engagement)


@app.command()
def samples(engagement: Engagement, form: Form = Format.TEXT) -> None:
    """The samples of an engagement, the newest first."""
    columns = ("id", "population", "drawn", "asked", "seed", "drawn_by")
    _list(list_samples.sync_detailed, columns, form, engagement)


@app.command()
def requests(engagement: Engagement, form: Form = Format.TEXT) -> None:
    """The request list of an engagement."""
    columns = ("number", "title", "state", "owner", "due_on")
    _list(list_requests.sync_detailed, columns, form, engagement)


@app.command("accept")
def accept_terms(
    of: Annotated[str, typer.Argument(help="The id of an engagement, or of a report.")],
    name: Annotated[str, typer.Option(prompt="Your full name")],
    authority: Annotated[str, typer.Option(prompt="By which authority")],
    save: Annotated[
        Path | None, typer.Option(help="Write the terms there instead of showing them.")
    ] = None,
    yes: Annotated[bool, typer.Option("--yes", help="You have read these terms.")] = False,
) -> None:
    """Read the terms of an engagement or a report, and accept exactly these bytes."""
    service = Service(kept_login())
    terms = read_terms(service, of)
    if save:
        save.write_bytes(terms.content)
        typer.echo(f"The terms are in {save}.")
    elif terms.media_type.startswith("text/"):
        typer.echo(plain(terms.content.decode(errors="replace")))
    else:
        raise Refused(f"These terms are {terms.media_type}: --save FILE, and read them there.")
    if not yes:
        typer.confirm("Do you accept these terms?", abort=True)
    made = accept(service, terms, name=name, authority=authority)
    typer.echo(f"Accepted {made.document} at {made.at:%Y-%m-%d %H:%M:%S} UTC.")


@app.command("pull")
def pull_engagement(
    engagement: Engagement,
    out: Annotated[Path, typer.Option(help="The folder; run again, it goes on.")],
    wait: Annotated[float, typer.Option(help="Seconds to wait for the ledger's signature.")] = 120,
) -> None:
    """Fetch everything of an engagement: evidence, proofs, and the work on it."""
    done = pull(Service(kept_login()), engagement, out, wait_seconds=wait)
    typer.echo(f"{done.fetched} fetched, {done.kept} there before, {done.files} files in {out}.")
    for note in done.notes:
        typer.echo(f"Note: {plain(note)}", err=True)


@app.command("verify")
def verify_folder(
    folder: Annotated[Path, typer.Argument(help="What `pull` filled.", exists=True)],
    key: Annotated[
        str, typer.Option(help="The ledger's verifier key (name+id+key), or a file with it.")
    ] = "",
    form: Form = Format.TEXT,
) -> None:
    """Verify a folder with no server; exit status 1 if anything is not as it was kept."""
    if not show_verdict(folder, key_given(key, folder), form):
        raise typer.Exit(1)


def main() -> None:
    """Run the command; what stops it is said in words, with exit status 1."""
    try:
        app()
    except Refused as refusal:
        typer.echo(f"artifactctl: {plain(str(refusal))}", err=True)
        sys.exit(1)


def _list(operation: Any, columns: tuple[str, ...], form: Format, *of: str) -> None:
    rows = Service(kept_login()).every(operation, *of)
    show((one.to_dict() for one in rows), columns, form)
