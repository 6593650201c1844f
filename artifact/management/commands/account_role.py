"""Print the role that reads an account."""

import json
from argparse import ArgumentParser
from typing import Any

import yaml

from artifact.accounts.role_template import role_template
from artifact.management.operator_command import OperatorCommand
from compliance.collectors.collector import COLLECTORS
from compliance.collectors.permissions import permissions


class Command(OperatorCommand):
    """Prints the role's permissions, or a template that makes the role."""

    help = (
        "Print the read-only role that every account needs, from what the collectors declare: "
        "its policies as JSON, which is deploy/aws/policies.json, or a CloudFormation template, "
        "which is deploy/aws/role.yaml."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Declare the arguments."""
        parser.add_argument("--format", choices=["policies", "cloudformation"], default="policies")

    def handle(self, *_: Any, **options: Any) -> None:
        """Print it."""
        policies = permissions(COLLECTORS.values())
        if options["format"] == "policies":
            self.stdout.write(json.dumps(policies, indent=2))
        else:
            template = role_template(policies)
            self.stdout.write(yaml.safe_dump(template, sort_keys=False, width=99), ending="")
