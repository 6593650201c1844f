"""Keys for a person's programs."""

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import CommandError

from artifact.access_keys.issue import KeyRefused, issue
from artifact.access_keys.models import AccessKey
from artifact.access_keys.revoke import revoke
from artifact.clock import now
from artifact.management.operator_command import OperatorCommand
from artifact.users.models import User

ACTOR = "command line"


class Command(OperatorCommand):
    """Issue, revoke or list a person's access keys. Exit status: 0 done, 1 refused (says why)."""

    help = "Issues a key (its secret is printed once), revokes one or all, or lists them."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """What to do, and whose keys."""
        verbs = parser.add_subparsers(dest="verb", required=True)
        for verb, says in (
            ("issue", "print a new key"),
            ("revoke", "take a key, or all, out of use"),
            ("list", "show the keys, without secrets"),
        ):
            one = verbs.add_parser(verb, help=says)
            one.add_argument("email")
            if verb == "issue":
                one.add_argument("--description", default="", help="what the key is for")
            if verb == "revoke":
                one.add_argument("--key", default="", help="this key (ARTK…); otherwise all")

    def handle(self, *_: Any, **options: Any) -> None:
        """Do it."""
        person = User.objects.filter(email=options["email"].lower()).first()
        if person is None:
            raise CommandError(f"There is nobody with the address {options['email']}.")
        if options["verb"] == "issue":
            self._issue(person, options["description"])
        elif options["verb"] == "revoke":
            self._revoke(person, options["key"])
        else:
            self._list(person)

    def _issue(self, person: User, description: str) -> None:
        try:
            issued = issue(person, actor=ACTOR, now=now(), description=description)
        except KeyRefused as refusal:
            raise CommandError(str(refusal)) from refusal
        self.stdout.write(f"AWS_ACCESS_KEY_ID={issued.key.key_id}")
        self.stdout.write(f"AWS_SECRET_ACCESS_KEY={issued.secret}")
        self.stderr.write("The secret is not shown again.")

    def _revoke(self, person: User, key_id: str) -> None:
        keys = AccessKey.objects.filter(user=person, revoked_at=None)
        found = list(keys.filter(key_id=key_id) if key_id else keys)
        if not found:
            raise CommandError(f"{person} has no {key_id or 'key'} that is not revoked.")
        for key in found:
            revoke(key, actor=ACTOR, now=now())
            self.stdout.write(f"{key} signs nothing any more.")

    def _list(self, person: User) -> None:
        in_force = set(AccessKey.objects.in_force(now=now()).values_list("pk", flat=True))
        for key in AccessKey.objects.filter(user=person).newest_first():
            state = "in force" if key.pk in in_force else "out of force"
            used = f"{key.last_used_at:%Y-%m-%d %H:%M}" if key.last_used_at else "never"
            self.stdout.write(f"{key}  {state}  last used {used}  {key.description}".rstrip())
