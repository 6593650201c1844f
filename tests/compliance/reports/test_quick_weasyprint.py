"""WeasyPrint's libraries are not searched under names of other systems; all others are."""

import ctypes.util
import sys

import pytest

from compliance.reports.pdf.quick_weasyprint import no_search_for_libraries

NAMES = ("libpango-1.0-0", "harfbuzz-subset", "crypto")


@pytest.mark.skipif(sys.platform != "linux", reason="other systems are searched")
def test_only_weasyprints_libraries_are_not_searched(monkeypatch: pytest.MonkeyPatch) -> None:
    searched: list[str] = []
    monkeypatch.setattr(ctypes.util, "find_library", searched.append)
    with no_search_for_libraries():
        for name in NAMES:
            ctypes.util.find_library(name)
    assert searched == ["crypto"]
    ctypes.util.find_library("libpango-1.0-0")
    assert searched == ["crypto", "libpango-1.0-0"]
