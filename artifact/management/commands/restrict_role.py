"""Prepare the database role by which the service itself signs in."""

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import CommandError

from artifact import environment
from artifact.management.operator_command import OperatorCommand
from compliance.ledger.restrict_role import NoSuchRole, restrict_role


class Command(OperatorCommand):
    """Grants everything but changing what is written once."""

    help = (
        "Let a database role use every table, and only add to those that are written once: "
        "ledger, evidence, findings' past. The role is created where it is missing if "
        "APP_DATABASE_PASSWORD says by which password it signs in. Run it as the tables' owner "
        "after each migrate, and give the service a DATABASE_URL with this role."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Declare the arguments."""
        parser.add_argument("role", help="a role that owns no table")

    def handle(self, *_: Any, **options: Any) -> None:
        """Restrict, and say what."""
        try:
            password = environment.text("APP_DATABASE_PASSWORD")
            tables = restrict_role(options["role"], password=password)
        except NoSuchRole as error:
            raise CommandError(str(error)) from error
        self.stdout.write(f"{options['role']} can only add to {', '.join(tables)}.")
