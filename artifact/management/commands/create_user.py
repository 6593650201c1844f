"""Make a person who can sign in."""

import getpass
import sys
from argparse import ArgumentParser
from typing import Any

from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.core.management.base import CommandError
from django.db import transaction

from artifact.clock import now
from artifact.management.operator_command import OperatorCommand
from artifact.users.models import User
from artifact.users.record import record_person


class Command(OperatorCommand):
    """Makes a user, or sets role and password of one that exists."""

    help = "Make a user, or change the role and password of one. Exit status: 0 done, 1 error."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Declare the arguments."""
        parser.add_argument("email")
        parser.add_argument("--role", required=True, choices=User.Role.values)
        parser.add_argument("--name", default="")
        parser.add_argument(
            "--password-stdin", action="store_true", help="read it from standard input, not ask"
        )

    def handle(self, *_: Any, **options: Any) -> None:
        """Make the user."""
        password = (
            sys.stdin.readline().rstrip("\n") if options["password_stdin"] else getpass.getpass()
        )
        email = options["email"].lower()
        user = User.objects.filter(email=email).first() or User(email=email)
        user.role, user.name = options["role"], options["name"] or user.name
        try:
            validate_password(password, user)
            user.set_password(password)
            user.full_clean()
        except ValidationError as error:
            raise CommandError("; ".join(error.messages)) from error
        is_new = user.pk is None
        with transaction.atomic():
            user.save()
            record_person(user, actor="command line", is_new=is_new, now=now())
        self.stdout.write(f"{user.email} can sign in as {user.get_role_display().lower()}.")
