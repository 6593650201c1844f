"""`python -m artifactctl`."""

from artifactctl.cli import main

main()
