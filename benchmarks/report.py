"""How long a report takes and how much memory, by its number of findings.

    python -m benchmarks.report [--framework hipaa] [--findings 10 100 400]

One line of JSON for each number of findings a control: pages, wall and CPU seconds of the
typesetting process, pages per CPU second, and its peak memory. Each size runs in a process of its
own, one after another; nothing but templates is needed.
"""

import argparse
import json
import resource
import subprocess
import sys
import time

import django
from django.conf import settings

from benchmarks.synthetic import synthetic_facts
from compliance.reports.pdf.render import render

KILOBYTE = 1024


def main() -> None:
    """Measure one size here, or several in a process each."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--framework", default="hipaa")
    parser.add_argument("--findings", type=int, nargs="+", default=[10, 100, 400])
    options = parser.parse_args()
    if len(options.findings) == 1:
        measure(options.framework, options.findings[0])
        return
    for size in options.findings:
        command = [sys.executable, "-m", "benchmarks.report", "--framework", options.framework]
        subprocess.run([*command, "--findings", str(size)], check=True)


def measure(framework: str, findings_per_control: int) -> None:
    """Render once and print what it took."""
    _templates_only()
    facts = synthetic_facts(framework, findings_per_control=findings_per_control)
    began = time.perf_counter()
    made = render(facts, title=f"{framework}: {findings_per_control} a control", version=1)
    wall_seconds = time.perf_counter() - began
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    cpu_seconds = used.ru_utime + used.ru_stime
    measured = {
        "findings": sum(len(one.findings) for one in facts.controls),
        "pages": made.pages,
        "wall_seconds": round(wall_seconds, 2),
        "typesetter_cpu_seconds": round(cpu_seconds, 2),
        "pages_per_cpu_second": round(made.pages / cpu_seconds, 2),
        "typesetter_peak_megabytes": round(used.ru_maxrss * KILOBYTE / 1e6),
        "pdf_megabytes": round(len(made.content) / 1e6, 2),
    }
    print(json.dumps(measured), flush=True)


def _templates_only() -> None:
    engine = {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": ["templates"],
        "OPTIONS": {"libraries": {"report": "compliance.templatetags.report"}},
    }
    settings.configure(USE_TZ=True, TEMPLATES=[engine])
    django.setup()


if __name__ == "__main__":
    main()
