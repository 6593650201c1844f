"""Charts as SVG with title and description; the same for page and PDF, and deterministic.

Colours come from classes in HTML and from attributes in a PDF, whose style sheet does not reach
into an image.
"""

import math
from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe

COLOURS = {
    "satisfied": "#1b7f4b",
    "pass": "#1b7f4b",
    "not_satisfied": "#b3261e",
    "fail": "#b3261e",
    "not_determined": "#8a5a00",
    "needs_evidence": "#3b6ea8",
    "not_applicable": "#8a9099",
}


@dataclass(frozen=True)
class Part:
    """One share of a chart: the status that colours it, its label, and how many."""

    status: str
    label: str
    count: int


def stacked_bar(
    parts: Sequence[Part], *, title: str, width: int = 320, height: int = 10
) -> SafeString:
    """One horizontal bar divided by the parts' shares; empty when all counts are 0."""
    total = sum(part.count for part in parts)
    x, shapes = 0.0, []
    for part in parts:
        if part.count:
            share = width * part.count / total
            shapes.append(
                f'<rect class="s-{part.status}" fill="{COLOURS[part.status]}" x="{x:.2f}" y="0" '
                f'width="{share:.2f}" height="{height}"/>'
            )
            x += share
    return _svg(width, height, title, parts, "".join(shapes))


def donut(parts: Sequence[Part], *, title: str, size: int = 150) -> SafeString:
    """A ring divided by the parts' shares, the total in its middle."""
    total = sum(part.count for part in parts)
    radius, stroke = size * 0.39, size * 0.18
    circumference = 2 * math.pi * radius
    at, shapes = 0.0, []
    for part in parts:
        if part.count:
            share = circumference * part.count / total
            shapes.append(
                f'<circle class="s-{part.status}" cx="{size / 2}" cy="{size / 2}" '
                f'r="{radius:.2f}" fill="none" stroke="{COLOURS[part.status]}" '
                f'stroke-width="{stroke:.2f}" stroke-dasharray="{share:.2f} {circumference:.2f}" '
                f'stroke-dashoffset="{-at:.2f}" transform="rotate(-90 {size / 2} {size / 2})"/>'
            )
            at += share
    shapes.append(
        f'<text x="{size / 2}" y="{size / 2 + size * 0.07:.2f}" text-anchor="middle" '
        f'font-size="{size * 0.2:.1f}" font-weight="600" fill="currentColor">{total}</text>'
    )
    return _svg(size, size, title, parts, "".join(shapes))


def _svg(width: int, height: int, title: str, parts: Sequence[Part], body: str) -> SafeString:
    told = ", ".join(f"{part.count} {part.label.lower()}" for part in parts if part.count)
    # Every value that goes in is a number or escaped here.
    return mark_safe(  # noqa: S308 -- built from numbers and escaped text only
        f'<svg xmlns="http://www.w3.org/2000/svg" role="img" viewBox="0 0 {width} {height}" '
        f'width="{width}" height="{height}" preserveAspectRatio="none">'
        f"<title>{escape(title)}</title><desc>{escape(told)}</desc>{body}</svg>"
    )
