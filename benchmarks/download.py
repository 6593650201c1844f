"""What a copy costs: CPU for the mark and for the signature, and memory.

    ./run exec python -m benchmarks.download [--pages 1 50 500]

For each number of pages a report of plain text pages, one that WeasyPrint typeset (tagged, with
thousands of objects), and one wrapped in a cover. One line of JSON each: seconds of CPU of the
mark and of the signature, the best of several, sizes, and what the process needs in memory beyond
what it needs after the first copy of one page. Each is measured in a process of its own; nothing
else is needed.
"""

import argparse
import json
import resource
import subprocess
import sys
import time
from collections.abc import Callable
from concurrent.futures import ProcessPoolExecutor
from datetime import UTC, datetime
from io import BytesIO
from multiprocessing import get_context
from tempfile import TemporaryFile

import pikepdf

import benchmarks.ready  # noqa: F401 -- models can be imported after it only
from artifact.library.make_copy import make_copy
from artifact.library.mark import Mark
from artifact.library.wrap import PDF, Original
from compliance.reports.pdf.small_page import small_page
from compliance.reports.signers.self_signed import self_signed
from compliance.reports.signers.signer import SIGNERS

MARK = Mark("Żółć 李", "شركة देवनागरी", datetime(2026, 3, 31, tzinfo=UTC), "copy-23456789abcdefgh")
REPEATED = 5
LINES = 45
KILOBYTE = 1024
WORDS = "Evidence was read from every region and judged by each control of the framework."


def main() -> None:
    """Measure each kind and size in a process of its own."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--pages", type=int, nargs="+", default=[1, 50, 500])
    parser.add_argument("--kind", choices=KINDS)
    options = parser.parse_args()
    if options.kind:
        measure(options.kind, options.pages[0])
        return
    for kind in KINDS:
        for pages in options.pages:
            command = [sys.executable, "-m", "benchmarks.download", "--kind", kind]
            subprocess.run([*command, "--pages", str(pages)], check=True)


def measure(kind: str, pages: int) -> None:
    """Make the document, copy it, print what it took."""
    media_type = PDF if kind != "wrapped" else "application/zip"
    # Made elsewhere, so that its own making does not count as memory.
    with ProcessPoolExecutor(1, get_context("spawn")) as elsewhere:
        content = elsewhere.submit(KINDS[kind], pages).result()
    original = Original(content, media_type, "A report", "report.pdf")
    signer = SIGNERS["local_key"]({"key": self_signed("Benchmark", now=datetime.now(UTC))})
    make_copy(Original(_plain(1), PDF, "A report", "a.pdf"), MARK, signer).file.close()
    before = _peak_bytes()
    marking, signing, size = [], [], 0
    for _ in range(REPEATED):
        start = time.process_time()
        made = make_copy(original, MARK, None)
        marking.append(time.process_time() - start)
        size = made.size_bytes
        with made.file, TemporaryFile() as file:
            file.write(made.file.read())
            start = time.process_time()
            signer.sign(file, reason=MARK.sentence)
            signing.append(time.process_time() - start)
    line = {
        "kind": kind,
        "pages": pages,
        "bytes": len(original.content),
        "copy_bytes": size,
        "mark_cpu_seconds": round(min(marking), 3),
        "sign_cpu_seconds": round(min(signing), 3),
        "memory_mb": round((_peak_bytes() - before) / KILOBYTE**2, 1),
    }
    print(json.dumps(line), flush=True)


def _peak_bytes() -> int:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * KILOBYTE


def _plain(pages: int) -> bytes:
    """Pages full of text, as an office program writes them: few objects a page."""
    lines = "".join(f"0 -14 Td ({number}. {WORDS}) Tj\n" for number in range(LINES))
    made = BytesIO()
    with pikepdf.new() as pdf:
        font = pdf.make_indirect(
            pikepdf.Dictionary(
                Type=pikepdf.Name.Font, Subtype=pikepdf.Name.Type1, BaseFont=pikepdf.Name.Helvetica
            )
        )
        for number in range(pages):
            page = pdf.add_blank_page(page_size=(595, 842))
            page.obj.Resources = pikepdf.Dictionary(Font=pikepdf.Dictionary(F1=font))
            text = f"q BT /F1 10 Tf 60 780 Td (Page {number}) Tj\n{lines}ET Q"
            page.obj.Contents = pdf.make_stream(text.encode())
        pdf.save(made)
    return made.getvalue()


def _typeset(pages: int) -> bytes:
    """Tagged pages by WeasyPrint, as our own reports are."""
    lines = "".join(f"<p>{number}. {WORDS}</p>" for number in range(LINES // 2))
    page = f'<section style="break-after: page"><h1>Page</h1>{lines}</section>'
    html = f'<html lang="en"><head><title>A</title></head><body>{page * pages}</body></html>'
    return small_page(html, "", identifier=b"0" * 16, is_archival=True).content


KINDS: dict[str, Callable[[int], bytes]] = {
    "plain": _plain,
    "tagged": _typeset,
    "wrapped": _plain,
}


if __name__ == "__main__":
    main()
