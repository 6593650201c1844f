"""The role that reads an account: what the collectors declare, as CloudFormation and Terraform."""

import json
import subprocess
import sys
from io import StringIO
from pathlib import Path
from typing import Any

import boto3
import hcl2
import pytest
from botocore.exceptions import ClientError
from django.core.management import call_command

from compliance.collectors.collector import COLLECTORS, Collector, Scope
from compliance.collectors.permissions import MAX_POLICY_CHARACTERS, NEVER, permissions
from dev.moto import AWS_SETTINGS
from tests.demo.serving import Server

FOLDER = Path(__file__).resolve().parents[2] / "deploy" / "aws"
TEMPLATE, POLICIES = FOLDER / "role.yaml", FOLDER / "policies.json"
SERVICE = "arn:aws:iam::123456789012:role/artifact-worker"
EXTERNAL_ID = "artifact-Zm9vYmFyYmF6"
# IAM User Guide, "IAM and AWS STS quotas": managed policies of one role.
MAX_POLICIES = 10


def printed(*words: str) -> str:
    """What `manage.py account_role` prints."""
    out = StringIO()
    call_command("account_role", *words, stdout=out)
    return out.getvalue()


def declared() -> set[str]:
    """Every action that a collector declares."""
    return {action for one in COLLECTORS.values() for action in one.actions}


def actions(policies: Any, effect: str) -> set[str]:
    """The actions that policies allow or deny."""
    return {
        action
        for policy in policies
        for statement in policy["Statement"]
        if statement["Effect"] == effect
        for action in statement["Action"]
    }


def collector(name: str, *names: str) -> Collector:
    """A collector that declares these actions."""
    return Collector(name, Scope.GLOBAL, 1, names, (), lambda _: None, lambda _: iter(()))


@pytest.fixture(scope="module")
def aws_url(aws_server: Server) -> str:
    """An emulated AWS in which there is nothing."""
    aws_server.empty()
    return aws_server.url


def test_the_files_are_up_to_date() -> None:
    assert POLICIES.read_text("utf-8") == printed(), (
        "run: manage.py account_role > deploy/aws/policies.json"
    )
    assert TEMPLATE.read_text("utf-8") == printed("--format", "cloudformation"), (
        "run: manage.py account_role --format cloudformation > deploy/aws/role.yaml"
    )


def test_the_role_may_do_what_the_collectors_declare_and_no_more() -> None:
    policies = json.loads(POLICIES.read_text("utf-8")).values()
    assert actions(policies, "Allow") == declared()
    assert actions(policies, "Deny") == set(NEVER)
    assert len(policies) <= MAX_POLICIES


def test_nothing_that_is_declared_changes_or_reads_contents() -> None:
    reading = ("Get", "List", "Describe", "BatchGet", "GET", "Lookup", "Gateway", "Generate")
    assert [one for one in declared() if not one.partition(":")[2].startswith(reading)] == []
    assert not declared() & set(NEVER)


def test_policies_are_split_before_they_grow_too_long() -> None:
    many = [
        collector(name, *(f"{name}:Describe{'Thing' * 8}{number:03}" for number in range(45)))
        for name in ("alpha", "beta", "gamma")
    ]
    policies = permissions(many)
    assert set(policies) == {"Read1", "Read2", "NeverReadContents"}
    for policy in policies.values():
        assert len("".join(json.dumps(policy).split())) <= MAX_POLICY_CHARACTERS
    assert actions(policies.values(), "Allow") == {a for one in many for a in one.actions}


def test_a_service_that_does_not_fit_is_refused() -> None:
    long = collector("alpha", *(f"alpha:Describe{'Thing' * 10}{n:03}" for n in range(120)))
    with pytest.raises(ValueError, match="the actions of alpha do not fit"):
        permissions([long])


def test_the_template_is_clean() -> None:
    lint = Path(sys.executable).with_name("cfn-lint")
    done = subprocess.run([lint, TEMPLATE], capture_output=True, text=True, check=False)
    assert (done.returncode, done.stdout) == (0, "")


def test_a_stack_makes_the_role(aws_url: str, monkeypatch: pytest.MonkeyPatch) -> None:
    for name, text in AWS_SETTINGS.items():
        monkeypatch.setenv(name, text)
    stacks: Any = boto3.client("cloudformation", "us-east-1", endpoint_url=aws_url)
    given = {"ServicePrincipalArn": SERVICE, "ExternalId": EXTERNAL_ID}
    stacks.create_stack(
        StackName="artifact-role",
        TemplateBody=TEMPLATE.read_text("utf-8"),
        Parameters=[{"ParameterKey": k, "ParameterValue": v} for k, v in given.items()],
        Capabilities=["CAPABILITY_NAMED_IAM"],
    )
    (stack,) = stacks.describe_stacks(StackName="artifact-role")["Stacks"]
    (output,) = stack["Outputs"]
    iam: Any = boto3.client("iam", "us-east-1", endpoint_url=aws_url)
    role = iam.get_role(RoleName="ArtifactReadOnly")["Role"]
    assert output["OutputValue"] == role["Arn"]
    (trust,) = role["AssumeRolePolicyDocument"]["Statement"]
    assert trust["Principal"] == {"AWS": SERVICE}
    assert trust["Condition"] == {"StringEquals": {"sts:ExternalId": EXTERNAL_ID}}
    attached = iam.list_attached_role_policies(RoleName="ArtifactReadOnly")["AttachedPolicies"]
    documents = [
        iam.get_policy_version(PolicyArn=one["PolicyArn"], VersionId="v1")["PolicyVersion"]
        for one in attached
    ]
    policies = [one["Document"] for one in documents]
    assert actions(policies, "Allow") == declared()
    assert actions(policies, "Deny") == set(NEVER)


def test_the_template_asks_for_the_external_id(aws_url: str) -> None:
    stacks: Any = boto3.client(
        "cloudformation",
        "us-east-1",
        endpoint_url=aws_url,
        aws_access_key_id="testing",
        aws_secret_access_key="testing",
    )
    with pytest.raises(ClientError, match="ExternalId"):
        stacks.create_stack(
            StackName="half",
            TemplateBody=TEMPLATE.read_text("utf-8"),
            Parameters=[{"ParameterKey": "ServicePrincipalArn", "ParameterValue": SERVICE}],
        )


def test_the_terraform_module_takes_the_same_policies() -> None:
    module = hcl2.loads((FOLDER / "main.tf").read_text("utf-8"))
    (local,) = module["locals"]
    assert "policies.json" in local["policies"]
    variables = {name.strip('"') for one in module["variable"] for name in one}
    assert variables == {"service_principal_arn", "external_id", "role_name"}
    kinds = {kind.strip('"') for one in module["resource"] for kind in one}
    assert kinds == {"aws_iam_role", "aws_iam_policy", "aws_iam_role_policy_attachment"}
