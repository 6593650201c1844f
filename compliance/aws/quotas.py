"""How often AWS lets one account ask an operation in one region, in calls a second.

The numbers are AWS's own where it publishes them: AWS KMS Developer Guide, "Request quotas";
Secrets Manager User Guide, CloudTrail User Guide and AWS WAF Developer Guide, "Quotas"; Account
Management Reference, "Quotas"; Security Hub API Reference; CloudWatch and CloudWatch Logs User
Guides, "Service quotas". A service for which nothing is published is asked gently, and slower
still where it throttles.
"""

from collections.abc import Mapping

UNPUBLISHED = 10.0
# By service, for its operations that are not named below.
SERVICES: Mapping[str, float] = {
    "account": 5.0,
    "cloudtrail": 10.0,
    "kms": 100.0,
    "organizations": 5.0,
    "s3": 100.0,
    "secretsmanager": 50.0,
    "securityhub": 10.0,
    "sts": 100.0,
    "wafv2": 5.0,
}
OPERATIONS: Mapping[str, float] = {
    "cloudtrail:LookupEvents": 2.0,
    "cloudwatch:DescribeAlarms": 9.0,
    "kms:DescribeCustomKeyStores": 5.0,
    "kms:DescribeKey": 2000.0,
    "kms:GetKeyPolicy": 1000.0,
    "kms:GetKeyRotationStatus": 1000.0,
    "kms:ListAliases": 500.0,
    "kms:ListKeys": 500.0,
    "logs:DescribeMetricFilters": 5.0,
    "secretsmanager:DescribeSecret": 10_000.0,
    "securityhub:GetFindings": 3.0,
    "wafv2:GetWebACLForResource": 1.0,
    "wafv2:ListResourcesForWebACL": 1.0,
}
# What the account's own people and programs are left of each quota.
SHARE = 0.5


def calls_a_second(operation: str) -> float:
    """How often `kms:DescribeKey` may be asked: half of AWS's quota, since others ask too."""
    service = operation.partition(":")[0]
    quota = OPERATIONS.get(operation) or SERVICES.get(service) or UNPUBLISHED
    return max(1.0, quota * SHARE)
