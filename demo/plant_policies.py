"""Plant the customer's own IAM policies."""

import json
from contextlib import suppress

from demo.planting import Plot


def plant_policies(plot: Plot) -> None:
    """The declared managed policies, and the inline ones of users."""
    iam = plot.client("iam", "us-east-1")
    for policy in plot.account.each("policies"):
        statement = {
            "Effect": "Allow",
            "Action": policy["actions"],
            "Resource": policy["resources"],
        }
        document = json.dumps({"Version": "2012-10-17", "Statement": [statement]})
        if "user" in policy:
            with suppress(iam.exceptions.EntityAlreadyExistsException):
                iam.create_user(UserName=policy["user"])
            iam.put_user_policy(
                UserName=policy["user"], PolicyName=policy["name"], PolicyDocument=document
            )
            continue
        with suppress(iam.exceptions.EntityAlreadyExistsException):
            iam.create_policy(PolicyName=policy["name"], PolicyDocument=document)
