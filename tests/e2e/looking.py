"""What shuts somebody out of a page: axe-core's rules in both themes, and a narrow screen."""

import json
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Literal

from playwright.sync_api import Page, ViewportSize

Theme = Literal["light", "dark"]
THEMES: tuple[Theme, ...] = ("light", "dark")
# axe-core, Mozilla Public License 2.0; see vendor/.
_AXE = Path(__file__).parent / "vendor" / "axe.min.js"
_BAD = {"serious", "critical"}
# The page's own script follows the system's theme with the next frame. What then fades from one
# colour to the other would be judged half-way, so it is brought to its end.
_SETTLE = """async (theme) => {
  const root = document.documentElement;
  for (let frame = 0; frame < 300 && root.dataset.bsTheme !== theme; frame += 1)
    await new Promise(requestAnimationFrame);
  for (const one of document.getAnimations())
    if (one instanceof CSSTransition) one.finish();
  return root.dataset.bsTheme;
}"""
# Which theme the page wears.
_WORN = "document.documentElement.dataset.bsTheme"
_RUN = "async () => JSON.stringify((await axe.run({resultTypes: ['violations']})).violations)"
_PHONE: ViewportSize = {"width": 320, "height": 640}


def bring_axe(page: Page) -> None:
    """Let each page that is opened from now on have axe-core; to send it to each costs more."""
    page.add_init_script(path=_AXE)


def walk(page: Page, paths: Iterable[str]) -> list[str]:
    """What shuts somebody out of these pages, which have axe-core."""
    found = []
    for path in paths:
        page.goto(path)
        found += look(page)
    return found


def look(page: Page) -> list[str]:
    """What shuts somebody out of the page, which has axe-core, in either theme.

    The theme that it was loaded in comes first. It stays in the other, so that the next page is
    loaded in that: to tell the browser of a theme costs a drawing even where it is the same.
    """
    first: Theme = page.evaluate(_WORN)
    other = next(one for one in THEMES if one != first)
    _settle(page, first)
    found = _violations(page, first)
    with _on_a_phone(page):
        found += _too_wide(page, first)
        _wear(page, other)
        found += _too_wide(page, other)
    return found + _violations(page, other)


def _wear(page: Page, theme: Theme) -> None:
    """Change the system's theme, which the page must follow."""
    page.emulate_media(color_scheme=theme)
    _settle(page, theme)


def _settle(page: Page, theme: Theme) -> None:
    """Wait until the page wears the theme."""
    assert page.evaluate(_SETTLE, theme) == theme, page.url


def _violations(page: Page, theme: Theme) -> list[str]:
    """What axe-core finds serious or critical."""
    return [
        f"{page.url} in {theme} {one['id']}: {node['html']} {node['failureSummary']}"
        for one in json.loads(page.evaluate(_RUN))
        if one["impact"] in _BAD
        for node in one["nodes"]
    ]


@contextmanager
def _on_a_phone(page: Page) -> Iterator[None]:
    """The window is narrow for a while."""
    size = page.viewport_size
    assert size
    page.set_viewport_size(_PHONE)
    yield
    page.set_viewport_size(size)


def _too_wide(page: Page, theme: Theme) -> list[str]:
    """Whether the page scrolls sideways."""
    width = page.evaluate("document.documentElement.scrollWidth")
    return [f"{page.url} in {theme} is {width} px wide"] if width > _PHONE["width"] else []
