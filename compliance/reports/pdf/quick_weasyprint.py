"""WeasyPrint's native libraries, opened without a search for names that they have elsewhere."""

import ctypes.util
import re
import sys
from collections.abc import Iterator
from contextlib import contextmanager

_ITS_LIBRARIES = re.compile(r"(lib)?(gobject|pango|pangoft2|harfbuzz|fontconfig)\b.*")


@contextmanager
def no_search_for_libraries() -> Iterator[None]:
    """Import WeasyPrint 70 in here, and no process is started for it.

    It opens each library by the first name that is found, and Linux's own (`libpango-1.0.so.0`)
    are behind those of other systems. For every name without a file ctypes starts gcc, ld and
    ldconfig: some fifty processes. Other systems are searched as before.
    """
    find = ctypes.util.find_library

    def find_others(name: str) -> str | None:
        return None if _ITS_LIBRARIES.fullmatch(name) else find(name)

    if sys.platform == "linux":
        ctypes.util.find_library = find_others
    try:
        yield
    finally:
        ctypes.util.find_library = find
