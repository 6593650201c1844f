"""Show and set the organisation's own limits of controls."""

import getpass
from argparse import ArgumentParser
from collections.abc import Sequence
from typing import Any

import yaml
from django.core.management.base import CommandError

from artifact.clock import now
from artifact.management.operator_command import OperatorCommand
from compliance.assessments.set_limits import LimitRefused, set_limits
from compliance.models import OrganisationLimit


class Command(OperatorCommand):
    """Three acts: `show`, `set` and `clear`."""

    help = (
        "Limits that replace a control's own from the next evaluation on, such as "
        "`set kms.rotation-enabled max_rotation_days=180 --reason 'key policy 4.2'`. With "
        "--framework they replace what that framework sets."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Declare the arguments."""
        acts = parser.add_subparsers(dest="act", required=True)
        acts.add_parser("show")
        for act in ("set", "clear"):
            one = acts.add_parser(act)
            one.add_argument("control")
            if act == "set":
                one.add_argument("limits", nargs="+", metavar="NAME=VALUE")
            one.add_argument("--framework", default="")
            one.add_argument("--reason", required=True)

    def handle(self, *_: Any, **options: Any) -> None:
        """Do the act."""
        if options["act"] != "show":
            self._set(options)
        for (control, framework), params in sorted(OrganisationLimit.objects.in_force().items()):
            limits = " ".join(f"{name}={value}" for name, value in sorted(params.items()))
            self.stdout.write(f"{control} {framework or 'all'}: {limits}")

    def _set(self, options: dict[str, Any]) -> None:
        try:
            set_limits(
                options["control"],
                dict(_parsed(options.get("limits", ()))),
                framework=options["framework"],
                reason=options["reason"],
                actor=f"operator:{getpass.getuser()}",
                now=now(),
            )
        except LimitRefused as error:
            raise CommandError(str(error)) from error


def _parsed(limits: Sequence[str]) -> list[tuple[str, Any]]:
    pairs = []
    for one in limits:
        name, equals, text = one.partition("=")
        if not equals:
            raise CommandError(f"{one}: write NAME=VALUE, a list as NAME=[one, two].")
        try:
            pairs.append((name, yaml.safe_load(text)))
        except yaml.YAMLError as error:
            raise CommandError(f"{one}: the value cannot be read: {error}") from error
    return pairs
