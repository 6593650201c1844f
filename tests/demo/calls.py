"""How many calls each collector should make, of what it then finds; docs/collection.md in code.

A new collector is one line here: the sum of its calls, of which `seen` tells what was found.

    "macie2": lambda seen: 1 + seen.pages("macie2:ListFindings", "findingIds", 50),
    "sqs": lambda seen: seen.pages("sqs:ListQueues", "QueueUrls", 1000)
    + 2 * len(seen.items("sqs:ListQueues", "QueueUrls")),
"""

import math
from collections.abc import Callable, Mapping, Sequence
from typing import Any

from compliance.aws.answers import Answer
from compliance.collectors.artifact import LOOKED_AT, is_providers
from compliance.collectors.wafv2 import CLOUDFRONT, LOG_SCOPES, REGIONAL, RESOURCE_TYPES
from tests.demo.detection_calls import (
    accessanalyzer_calls,
    config_calls,
    guardduty_calls,
    inspector2_calls,
    macie2_calls,
    securityhub_calls,
)
from tests.demo.seen import Seen, pages_of

TAGGED = ("resourcegroupstaggingapi:GetResources", "ResourceTagMappingList")
IAM = "iam:GetAccountAuthorizationDetails"
IAM_LISTS = ("UserDetailList", "GroupDetailList", "RoleDetailList", "Policies")
REPORT = "iam:GenerateCredentialReport"
# The same call is made until what it starts is there.
ASKED_UNTIL_DONE = frozenset({REPORT})


def _organizations(seen: Seen) -> int:
    found = seen.one("organizations:DescribeOrganization").get("Organization", {})
    is_management = found.get("MasterAccountId") == seen.account_id
    return 1 + (seen.pages("organizations:ListAccounts", "Accounts", 20) if is_management else 0)


def _kms(seen: Seen) -> int:
    keys = seen.items("kms:ListKeys", "Keys")
    lists = seen.pages("kms:ListKeys", "Keys", 1000)
    lists += seen.pages("kms:ListAliases", "Aliases", 100)
    lists += seen.pages("kms:DescribeCustomKeyStores", "CustomKeyStores", 1000)
    lists += seen.pages(*TAGGED, 100) if keys else 0
    return lists + sum(_of_key(seen, str(key["KeyId"])) for key in keys)


def _of_key(seen: Seen, key: str) -> int:
    """Of a key that nothing is told about, everything is asked."""
    metadata = seen.one("kms:DescribeKey", KeyId=key).get("KeyMetadata")
    if metadata and metadata["KeyManager"] == "AWS":
        return 1
    calls = 2 + seen.pages("kms:ListGrants", "Grants", 100, KeyId=key)
    own = {"AWS_KMS", "EXTERNAL"}
    if metadata and (metadata["KeySpec"] != "SYMMETRIC_DEFAULT" or metadata["Origin"] not in own):
        return calls
    return calls + 1 + seen.pages("kms:ListKeyRotations", "Rotations", 1000, KeyId=key)


def _secretsmanager(seen: Seen) -> int:
    listed = ("secretsmanager:ListSecrets", "SecretList")
    versions = ("secretsmanager:ListSecretVersionIds", "Versions", 100)
    return seen.pages(*listed, 100) + sum(
        2 + seen.pages(*versions, SecretId=one["ARN"]) for one in seen.items(*listed)
    )


def _cloudtrail(seen: Seen) -> int:
    trails = seen.one("cloudtrail:DescribeTrails", includeShadowTrails=True).get("trailList", ())
    home = [one for one in trails if one["HomeRegion"] == seen.region]
    insights = [one for one in home if one.get("HasInsightSelectors")]
    buckets = {one["S3BucketName"] for one in home}
    owner = {"ExpectedBucketOwner": seen.account_id}
    told = [one for one in buckets if seen.one("s3:GetBucketLocation", Bucket=one, **owner)]
    return 1 + 2 * len(home) + len(insights) + len(buckets) + 9 * len(told)


def _ssm(seen: Seen) -> int:
    parameters = seen.items("ssm:DescribeParameters", "Parameters")
    documents = ("ssm:ListDocuments", "DocumentIdentifiers")
    return (
        seen.pages("ssm:DescribeParameters", "Parameters", 50)
        + (seen.pages(*TAGGED, 100) if parameters else 0)
        + len([one for one in parameters if one.get("Tier") != "Standard"])
        + seen.pages(*documents, 50)
        + len(seen.items(*documents))
        + 1
    )


def _cloudhsmv2(seen: Seen) -> int:
    backups = ("cloudhsmv2:DescribeBackups", "Backups")
    ready = [one for one in seen.items(*backups) if one["BackupState"] == "READY"]
    return seen.pages("cloudhsmv2:DescribeClusters", "Clusters", 25) + (
        seen.pages(*backups, 50) + len(ready)
    )


def _wafv2(scope: str) -> "Formula":
    def formula(seen: Seen) -> int:
        listed = ("wafv2:ListWebACLs", "WebACLs")
        acls = seen.items(*listed)
        if not acls:
            return 1
        logging = ("wafv2:ListLoggingConfigurations", "LoggingConfigurations", 100)
        lists = sum(seen.pages(*logging, LogScope=one) for one in LOG_SCOPES)
        got = [
            seen.one("wafv2:GetWebACL", Name=one["Name"], Scope=scope, Id=one["Id"])
            for one in acls
        ]
        groups = {group for one in got for group in _groups(one.get("WebACL", {}))}
        users = sum(_asked_for_users(seen, one["ARN"], RESOURCE_TYPES[scope]) for one in acls)
        return seen.pages(*listed, 100) + lists + len(acls) + len(groups) + users

    return formula


def _groups(acl: Mapping[str, Any]) -> set[str]:
    """The distinct rule groups that are read: own ones, and managed ones that are overridden."""
    found = set()
    for rule in acl.get("Rules", ()):
        statement = rule.get("Statement", {})
        managed = statement.get("ManagedRuleGroupStatement", {})
        if "RuleGroupReferenceStatement" in statement:
            found.add(statement["RuleGroupReferenceStatement"]["ARN"])
        if managed.get("RuleActionOverrides") or managed.get("ExcludedRules"):
            found.add(f"{managed['VendorName']}/{managed['Name']} {managed.get('Version', '')}")
    return found


def _asked_for_users(seen: Seen, arn: str, kinds: Sequence[str]) -> int:
    for number, kind in enumerate(kinds, start=1):
        asked = {"WebACLArn": arn, "ResourceType": kind}
        if seen.one("wafv2:ListResourcesForWebACL", **asked).get("ResourceArns"):
            return number
    return len(kinds)


def _shield(seen: Seen) -> int:
    if seen.one("shield:GetSubscriptionState").get("SubscriptionState") != "ACTIVE":
        return 1
    return 4 + seen.pages("shield:ListProtections", "Protections", 10_000)


def _elbv2(seen: Seen) -> int:
    listed = ("elbv2:DescribeLoadBalancers", "LoadBalancers")
    listeners = ("elbv2:DescribeListeners", "Listeners", 400)
    return seen.pages(*listed, 400) + sum(
        seen.pages(*listeners, LoadBalancerArn=one["LoadBalancerArn"])
        for one in seen.items(*listed)
        if (one["Type"], one["Scheme"]) == ("application", "internet-facing")
    )


def _cloudfront(seen: Seen) -> int:
    listed = ("cloudfront:ListDistributions", "DistributionList.Items")
    modes = {one.get("ConnectionMode") for one in seen.items(*listed)}
    tenants = ("cloudfront:ListDistributionTenants", "DistributionTenantList", 100)
    return seen.pages(*listed, 100) + (seen.pages(*tenants) if "tenant-only" in modes else 0)


def _iamaccount(seen: Seen) -> int:
    devices = ("iam:ListVirtualMFADevices", "VirtualMFADevices")
    certificates = ("iam:ListServerCertificates", "ServerCertificateMetadataList")
    return 2 + seen.pages(*devices, 1000) + seen.pages(*certificates, 1000)


def _credentialreport(seen: Seen) -> int:
    def is_settled(answer: Answer) -> bool:
        return answer.parsed is None or answer.parsed["State"] == "COMPLETE"

    return seen.asked_until(is_settled, REPORT, at_most=12) + 1


def _s3(seen: Seen) -> int:
    listed = ("s3:ListBuckets", "Buckets")
    return seen.pages(*listed, 10_000) + sum(
        5 + _of_open_bucket(seen, one["Name"]) for one in seen.items(*listed)
    )


def _of_open_bucket(seen: Seen, name: str) -> int:
    """What a bucket is asked that its own block of public access does not settle."""
    asked = {"Bucket": name, "ExpectedBucketOwner": seen.account_id}
    block = seen.one("s3:GetPublicAccessBlock", **asked).get("PublicAccessBlockConfiguration", {})
    calls = 0
    if not block.get("IgnorePublicAcls"):
        controls = seen.one("s3:GetBucketOwnershipControls", **asked).get("OwnershipControls", {})
        owners = [one["ObjectOwnership"] for one in controls.get("Rules", ())]
        calls += 1 if owners == ["BucketOwnerEnforced"] else 2
    has_none = seen.error("s3:GetBucketPolicy", **asked).startswith("NoSuchBucketPolicy")
    return calls + (not block.get("RestrictPublicBuckets") and not has_none)


def _artifact(seen: Seen) -> int:
    listed = ("artifact:ListReports", "reports")
    agreements = ("artifact:ListCustomerAgreements", "customerAgreements")
    lacking = [
        one
        for one in seen.items(*listed)
        if is_providers(one.get("companyName", "AWS")) and not set(LOOKED_AT) <= set(one)
    ]
    return seen.pages(*listed, 300) + len(lacking) + seen.pages(*agreements, 300) + 1


def _cloudwatch(seen: Seen) -> int:
    described = "cloudwatch:DescribeAlarms"
    alarms = seen.items(described, "MetricAlarms")
    actions = {action for one in alarms for action in one.get("AlarmActions", ())}
    topics = [one for one in actions if one.startswith(f"arn:{seen.partition}:sns:")]
    return pages_of([*alarms, *seen.items(described, "CompositeAlarms")], 100) + len(topics)


def _eventhistory(seen: Seen) -> int:
    """Of a first reading in which no lookup finds more than fits in one window, 20 pages."""
    found = seen.lists("cloudtrail:LookupEvents", "Events")
    is_refused = len(found) == 1 and not found[0]
    assert is_refused or len(found) == 8
    return sum(pages_of(one, 50) for one in found)


Formula = Callable[[Seen], int]

FORMULAS: Mapping[str, Formula] = {
    "accessanalyzer": accessanalyzer_calls,
    "account": lambda _: 1,
    "acm": lambda seen: seen.pages("acm:ListCertificates", "CertificateSummaryList", 1000),
    "apigateway": lambda seen: (
        seen.pages("apigateway:GetRestApis", "items", 500)
        + len(seen.items("apigateway:GetRestApis", "items"))
    ),
    "appsync": lambda seen: seen.pages("appsync:ListGraphqlApis", "graphqlApis", 25),
    "artifact": _artifact,
    "cloudfront": _cloudfront,
    "cloudhsmv2": _cloudhsmv2,
    "cloudtrail": _cloudtrail,
    "cloudwatch": _cloudwatch,
    "config": config_calls,
    "credentialreport": _credentialreport,
    "elbv2": _elbv2,
    "eventdatastores": lambda seen: (
        seen.pages("cloudtrail:ListEventDataStores", "EventDataStores", 1000)
        + len(seen.items("cloudtrail:ListEventDataStores", "EventDataStores"))
    ),
    "eventhistory": _eventhistory,
    "guardduty": guardduty_calls,
    "iam": lambda seen: max(
        1, math.ceil(sum(len(seen.items(IAM, one)) for one in IAM_LISTS) / 1000)
    ),
    "iamaccount": _iamaccount,
    "inspector2": inspector2_calls,
    "kms": _kms,
    "logs": lambda seen: (
        seen.pages("logs:DescribeLogGroups", "logGroups", 50)
        + seen.pages("logs:DescribeMetricFilters", "metricFilters", 50)
    ),
    "macie2": macie2_calls,
    "organizations": _organizations,
    "regions": lambda _: 1,
    "s3": _s3,
    "s3account": lambda _: 1,
    "secretsmanager": _secretsmanager,
    "securityhub": securityhub_calls,
    "shield": _shield,
    "ssm": _ssm,
    "wafv2": _wafv2(REGIONAL),
    "wafv2global": _wafv2(CLOUDFRONT),
}
