"""A migrated database that tests copy: to migrate an empty one takes seconds of each process."""

import os
import subprocess
import sys
from collections.abc import Mapping
from urllib.parse import urlsplit

from dev.paths import ROOT
from dev.say import SetupError


def template_database(env: Mapping[str, str]) -> dict[str, str]:
    """Migrate the throwaway database of `env` and return what tells the tests to copy it.

    Nothing where the server is somebody else's: what is in there is not ours to change.

    :raises SetupError: when a migration fails.
    """
    if "DATABASE_URL" not in env:
        return {}
    argv = [sys.executable, "manage.py", "migrate", "--verbosity", "0"]
    if subprocess.run(argv, cwd=ROOT, env={**os.environ, **env}, check=False).returncode != 0:
        raise SetupError("manage.py migrate failed on an empty database: see above")
    return {"TEST_DATABASE_TEMPLATE": urlsplit(env["DATABASE_URL"]).path.lstrip("/")}
