"""docker-compose.yml and .env.example: what a machine of one's own is built from."""

import ast
import subprocess
import sys
from pathlib import Path

import pytest
import yaml

ROOT = Path(__file__).resolve().parents[2]
COMPOSE = yaml.safe_load((ROOT / "docker-compose.yml").read_text())
OURS = {"migrate", "web", "worker", "beat", "seed"}
READERS = {"text", "content", "flag", "names", "number"}
# Read by docker-compose.yml, boto3 or one command, not by the settings.
NOT_SETTINGS = {"ARTIFACT_VERSION", "PORT", "APP_DATABASE_PASSWORD"}


def test_it_follows_the_compose_specification() -> None:
    """Validated against the schema docker itself uses."""
    checker = Path(sys.executable).with_name("check-jsonschema")
    done = subprocess.run(
        (checker, "--builtin-schema", "vendor.compose-spec", "docker-compose.yml"),
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stdout


@pytest.mark.parametrize("name", sorted(OURS))
def test_our_processes_have_no_privileges(name: str) -> None:
    """Not root, nothing writable but /tmp and the volumes, no capability to gain."""
    service = COMPOSE["services"][name]
    assert service["user"] == "10001:10001"
    assert service["read_only"] is True
    assert service["cap_drop"] == ["ALL"]
    assert service["security_opt"] == ["no-new-privileges:true"]


def test_only_the_portal_is_published_and_only_on_loopback() -> None:
    """TLS ends in a proxy on the machine."""
    published = {
        name: each["ports"] for name, each in COMPOSE["services"].items() if "ports" in each
    }
    assert published == {"web": ["127.0.0.1:${PORT:-8000}:8000"]}


def test_no_secret_stands_in_the_file() -> None:
    """Passwords and keys come from files, or from the person's own environment."""
    for name, service in COMPOSE["services"].items():
        if "demo" in service.get("profiles", []):
            continue  # the emulator takes any key
        secret = {
            variable: text
            for variable, text in service.get("environment", {}).items()
            if any(word in variable for word in ("KEY", "PASSWORD", "TOKEN"))
        }
        for variable, text in secret.items():
            is_safe = text is None or text.startswith("/run/secrets/")
            assert is_safe, f"{name} holds {variable}"


def test_who_depends_on_a_server_waits_until_it_is_healthy() -> None:
    """Started is not ready."""
    for name, service in COMPOSE["services"].items():
        for needed, how in service.get("depends_on", {}).items():
            one_shot = needed == "migrate"
            wanted = "service_completed_successfully" if one_shot else "service_healthy"
            assert how["condition"] == wanted, f"{name} does not wait for {needed}"
            assert one_shot or "test" in COMPOSE["services"][needed]["healthcheck"]


def test_the_example_environment_names_every_setting() -> None:
    """And nothing that no setting reads."""
    tree = ast.parse((ROOT / "artifact" / "settings.py").read_text())
    read = {read_name(call) for call in ast.walk(tree) if isinstance(call, ast.Call)} - {None}
    read.add("DATABASE_PASSWORD")  # by the reader of DATABASE_URL
    lines = (ROOT / ".env.example").read_text().splitlines()
    named = {line.lstrip("#").partition("=")[0] for line in lines if is_assignment(line)}
    # The others are boto3's own.
    aws = {name for name in named if name.startswith("AWS_")} - read
    assert named - aws - NOT_SETTINGS == read


def read_name(call: ast.Call) -> str | None:
    """Return the variable's name when the call reads one from the environment."""
    function, arguments = call.func, call.args
    if not (isinstance(function, ast.Attribute) and function.attr in READERS and arguments):
        return None
    first = arguments[0]
    if isinstance(first, ast.Constant) and isinstance(first.value, str):
        return first.value
    return None


def is_assignment(line: str) -> bool:
    """Return whether the line sets a variable, be it commented out."""
    name = line.lstrip("#").partition("=")[0]
    return name.isidentifier() and name.isupper() and "=" in line
