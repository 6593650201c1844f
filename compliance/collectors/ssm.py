"""AWS Systems Manager: parameters, own documents, and who may share these; never a value."""

from collections.abc import Iterator, Mapping
from functools import partial
from typing import TYPE_CHECKING, Any

from compliance.aws.answers import Answers
from compliance.collectors.collector import Collector, Scope, register
from compliance.collectors.resource import Population, Resource, known, listed
from compliance.collectors.tags import ACTION, Tags, read_tags, tags_of

if TYPE_CHECKING:
    from compliance.aws.reader import Reader

PARAMETER = "AWS::SSM::Parameter"
DOCUMENT = "AWS::SSM::Document"
# One a region: whether documents may be shared with everybody.
PUBLIC_SHARING = "AWS::SSM::ServiceSetting"

PARAMETERS = ("ssm:DescribeParameters", "Parameters")
POLICIES = ("ssm:GetResourcePolicies", "Policies")
DOCUMENTS = ("ssm:ListDocuments", "DocumentIdentifiers")
PERMISSIONS = ("ssm:DescribeDocumentPermission", "AccountIds")
SETTING = "ssm:GetServiceSetting"
SETTING_ID = "/ssm/documents/console/public-sharing-permission"
TAGGED_KIND = "ssm:parameter"
# Parameters of this tier can be shared with nobody (SSM API, PutResourcePolicy).
UNSHARED_TIER = "Standard"


def collect(reader: "Reader") -> None:
    """List parameters and own documents, then ask with whom each is shared.

    The list of parameters tells type, key, tier, dates and policies of expiry (SSM API Reference,
    ParameterMetadata); values and their history are never asked for.
    """
    parameters = reader.pages(*PARAMETERS, MaxResults=50)
    if parameters.items:
        read_tags(reader, TAGGED_KIND)
    shareable = [_arn(reader, one) for one in parameters.items if _is_shareable(one)]
    reader.each(partial(_collect_policies, reader), shareable)
    own = [{"Key": "Owner", "Values": ["Self"]}]
    documents = reader.pages(*DOCUMENTS, Filters=own, MaxResults=50)
    reader.each(partial(_collect_permissions, reader), [one["Name"] for one in documents.items])
    reader.call(SETTING, SettingId=SETTING_ID)


def _collect_policies(reader: "Reader", arn: str) -> None:
    reader.pages(*POLICIES, ResourceArn=arn, MaxResults=50)


def _collect_permissions(reader: "Reader", name: str) -> None:
    reader.pages(*PERMISSIONS, Name=name, PermissionType="Share", MaxResults=200)


def _is_shareable(parameter: Mapping[str, Any]) -> bool:
    return parameter.get("Tier") != UNSHARED_TIER


def _arn(place: "Reader | Answers", parameter: Mapping[str, Any]) -> str:
    """As AWS gives it, else made as the IAM reference says: a path keeps its one slash."""
    if parameter.get("ARN"):
        return str(parameter["ARN"])
    name = str(parameter["Name"]).removeprefix("/")
    return f"arn:{place.partition}:ssm:{place.region}:{place.account_id}:parameter/{name}"


def describe(answers: Answers) -> Iterator[Population]:
    """Parameters with entry, tags and resource policies; documents; the region's setting."""
    prefix = f"arn:{answers.partition}:ssm:{answers.region}:{answers.account_id}"
    parameters = answers.listing(*PARAMETERS)
    tags = tags_of(answers, TAGGED_KIND)
    yield Population(
        arn=f"{prefix}:parameter/*",
        type=PARAMETER,
        account_id=answers.account_id,
        region=answers.region,
        operation=parameters.operation,
        resources=[_parameter(answers, one, tags) for one in parameters.items],
        error=parameters.error,
        count_statement=parameters.count_statement("parameters"),
    )
    documents = answers.listing(*DOCUMENTS)
    yield Population(
        arn=f"{prefix}:document/*",
        type=DOCUMENT,
        account_id=answers.account_id,
        region=answers.region,
        operation=documents.operation,
        resources=[_document(answers, prefix, one) for one in documents.items],
        error=documents.error,
        count_statement=documents.count_statement("documents of the account's own"),
    )
    arn = f"{prefix}:servicesetting{SETTING_ID}"
    facts = {"setting": answers.one(SETTING, SettingId=SETTING_ID)}
    yield Population(
        arn=arn,
        type=PUBLIC_SHARING,
        account_id=answers.account_id,
        region=answers.region,
        operation=SETTING,
        resources=[
            Resource(arn, PUBLIC_SHARING, SETTING_ID, answers.account_id, answers.region, facts)
        ],
    )


def _parameter(answers: Answers, entry: Mapping[str, Any], tags: Tags) -> Resource:
    arn = _arn(answers, entry)
    facts = {"parameter": known(PARAMETERS[0], entry), "tags": tags.of(arn)}
    if _is_shareable(entry):
        policies = answers.listing(*POLICIES, ResourceArn=arn)
        facts["policies"] = listed(policies, POLICIES[1])
    return Resource(
        arn=arn,
        type=PARAMETER,
        name=entry["Name"],
        account_id=answers.account_id,
        region=answers.region,
        facts=facts,
    )


def _document(answers: Answers, prefix: str, entry: Mapping[str, Any]) -> Resource:
    permissions = answers.listing(*PERMISSIONS, Name=entry["Name"])
    return Resource(
        arn=f"{prefix}:document/{entry['Name']}",
        type=DOCUMENT,
        name=entry["Name"],
        account_id=answers.account_id,
        region=answers.region,
        facts={
            "document": known(DOCUMENTS[0], entry),
            "permissions": listed(permissions, PERMISSIONS[1]),
        },
    )


register(
    Collector(
        name="ssm",
        scope=Scope.REGIONAL,
        version=1,
        actions=(
            "ssm:DescribeDocumentPermission",
            "ssm:DescribeParameters",
            "ssm:GetResourcePolicies",
            "ssm:GetServiceSetting",
            "ssm:ListDocuments",
            ACTION,
        ),
        resource_types=(PARAMETER, DOCUMENT, PUBLIC_SHARING),
        collect=collect,
        describe=describe,
    )
)
