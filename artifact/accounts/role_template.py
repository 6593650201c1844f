"""The role that reads an account, as a CloudFormation template that a StackSet takes too."""

from collections.abc import Mapping
from typing import Any

from compliance.collectors.permissions import Policy

DESCRIPTION = (
    "The role through which Artifact reads this account's configuration. It reads no contents: "
    "no secret values, no objects, no decryption."
)


def role_template(policies: Mapping[str, Policy]) -> Mapping[str, Any]:
    """The template as a mapping: two parameters, the role, and a managed policy for each given.

    It holds nothing that is of one account, so a StackSet can roll it out as it is
    (CloudFormation User Guide, "StackSets").
    """
    return {
        "AWSTemplateFormatVersion": "2010-09-09",
        "Description": DESCRIPTION,
        "Parameters": {
            "ServicePrincipalArn": {
                "Type": "String",
                "Description": "ARN of the role or user that the service's workers run as.",
                "AllowedPattern": r"arn:aws[a-z-]*:iam::\d{12}:(role|user)/.+",
            },
            "ExternalId": {
                "Type": "String",
                "Description": "What connect_account or follow_organization printed.",
                "AllowedPattern": r"[\w+=,.@:/-]{2,1224}",
                "NoEcho": True,
            },
            "RoleName": {
                "Type": "String",
                "Default": "ArtifactReadOnly",
                "AllowedPattern": r"[\w+=,.@-]{1,64}",
            },
        },
        "Resources": {"Role": _role(), **_policies(policies)},
        "Outputs": {
            "RoleArn": {
                "Description": "What connect_account takes as --role-arn.",
                "Value": {"Fn::GetAtt": ["Role", "Arn"]},
            }
        },
    }


def _role() -> Mapping[str, Any]:
    trust = {
        "Version": "2012-10-17",
        "Statement": [
            {
                "Effect": "Allow",
                "Principal": {"AWS": {"Ref": "ServicePrincipalArn"}},
                "Action": "sts:AssumeRole",
                "Condition": {"StringEquals": {"sts:ExternalId": {"Ref": "ExternalId"}}},
            }
        ],
    }
    return {
        "Type": "AWS::IAM::Role",
        "Properties": {
            "RoleName": {"Ref": "RoleName"},
            "Description": "Read by Artifact for evidence of compliance.",
            "MaxSessionDuration": 3600,
            "AssumeRolePolicyDocument": trust,
        },
    }


def _policies(policies: Mapping[str, Policy]) -> Mapping[str, Any]:
    return {
        name: {
            "Type": "AWS::IAM::ManagedPolicy",
            "Properties": {
                "Description": DESCRIPTION,
                "PolicyDocument": policy,
                "Roles": [{"Ref": "Role"}],
            },
        }
        for name, policy in policies.items()
    }
