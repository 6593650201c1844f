"""The vendored fonts: every name an account or a resource may have can be printed."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from pypdf import PdfReader
from pypdf.generic import DictionaryObject

FONTS = Path(__file__).resolve().parents[2] / "static" / "fonts"

DRAW = """
import json, sys, weasyprint
for number, (family, text, _) in enumerate(json.loads(sys.argv[1])):
    html = f'<html lang="en"><title>t</title><p style="font-family:{family}">{text}</p>'
    weasyprint.HTML(string=html).write_pdf(f"{number}.pdf")
"""
FACES = [
    ("sans-serif", "Plain text", "IBM-Plex-Sans"),
    ("monospace", "arn:aws:iam::111122223333:root", "IBM-Plex-Mono"),
    ("serif", "Plain text", "IBM-Plex-Sans"),
    ("Arial", "a family nobody ships", "IBM-Plex-Sans"),
    ("sans-serif", "Żółć Ωμέγα Привет Việt", "IBM-Plex-Sans"),
    ("sans-serif", "שלוםمرحباՀայქართ", "DejaVu-Sans"),
    ("sans-serif", "✔✘⚠☐☑●▲", "DejaVu-Sans"),
    ("sans-serif", "李日本語カタカナ한국어", "Droid-Sans-Fallback"),
    ("monospace", "李日本語カタカナ한국어", "Droid-Sans-Fallback"),
    ("sans-serif", "हिन्दी", "Noto-Sans-Devanagari"),
    ("sans-serif", "ไทย", "Noto-Sans-Thai"),
]


@pytest.fixture(scope="module")
def drawn(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Draw a PDF for each face in a process with no place for fontconfig's cache."""
    folder = tmp_path_factory.mktemp("fonts")
    env = {**os.environ, "FONTCONFIG_FILE": str(FONTS / "fonts.conf")}
    env |= {"XDG_CACHE_HOME": "/proc/nowhere", "HOME": "/proc/nowhere"}
    done = subprocess.run(
        (sys.executable, "-c", DRAW, json.dumps(FACES)),
        env=env,
        cwd=folder,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    return folder


@pytest.mark.parametrize("number", range(len(FACES)), ids=[text for _, text, _ in FACES])
def test_each_script_is_drawn_by_the_font_that_has_it(drawn: Path, number: int) -> None:
    """Whatever fonts the machine has."""
    found = PdfReader(drawn / f"{number}.pdf").pages[0].get_object()
    assert isinstance(found, DictionaryObject)
    resources = found["/Resources"].get_object()
    assert isinstance(resources, DictionaryObject)
    fonts = resources["/Font"].get_object()
    assert isinstance(fonts, DictionaryObject)
    names = {str(font.get_object()["/BaseFont"]).partition("+")[2] for font in fonts.values()}
    assert names == {FACES[number][2]}


def test_every_font_has_its_licence() -> None:
    """Redistribution asks for it; the README says which is which."""
    readme = (FONTS / "README.md").read_text()
    for font in FONTS.glob("*.ttf"):
        family = font.stem.partition("-")[0]
        assert family in readme
    assert {path.name for path in (FONTS / "licences").iterdir()} == {
        "DejaVu-Bitstream-Vera.txt",
        "Droid-Apache-2.0.txt",
        "IBM-Plex-OFL.txt",
        "Noto-OFL.txt",
    }
