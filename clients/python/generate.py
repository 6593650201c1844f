"""Generate `artifact_client` from the OpenAPI document, and copy the sampling program."""

import argparse
import json
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any

HERE = Path(__file__).resolve().parent
ROOT = HERE.parents[1]
DOCUMENT = ROOT / "docs" / "openapi-v1.json"
SAMPLING = ROOT / "artifact" / "engagements" / "sampling.py"
CLIENT, COPY = Path("artifact_client"), Path("artifactctl") / "sampling.py"
CONFIG = {
    "package_name_override": "artifact_client",
    "post_hooks": [],
    # What is no JSON is bytes.
    "content_type_overrides": {
        "application/pdf": "application/octet-stream",
        "application/zip": "application/octet-stream",
    },
}


def generate(into: Path) -> None:
    """Write both below `into`.

    :raises subprocess.CalledProcessError: the generator does not understand the document.
    """
    with tempfile.TemporaryDirectory() as folder:
        document, config = Path(folder, "openapi.json"), Path(folder, "config.json")
        document.write_text(json.dumps(_whole(json.loads(DOCUMENT.read_text("utf-8")))))
        config.write_text(json.dumps(CONFIG))
        generator = [sys.executable, "-m", "openapi_python_client", "generate", "--overwrite"]
        generator += ["--path", str(document), "--config", str(config), "--meta", "none"]
        generator += ["--output-path", str(into / CLIENT), "--fail-on-warning"]
        subprocess.run(generator, check=True, stdout=subprocess.DEVNULL)
    (into / COPY).parent.mkdir(exist_ok=True)
    shutil.copy(SAMPLING, into / COPY)


def _whole(document: dict[str, Any]) -> dict[str, Any]:
    """Without `fields`: who always gets an item's every member has no need to ask for each."""
    for path in document["paths"].values():
        for operation in path.values():
            operation["parameters"] = [
                one for one in operation["parameters"] if one["name"] != "fields"
            ]
    for schema in document["components"]["schemas"].values():
        if names := schema.pop("x-required", None):
            schema["required"] = names
    return document


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--into", type=Path, default=HERE / "src", help="the folder to write to")
    generate(parser.parse_args().into)
