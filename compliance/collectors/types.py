"""Names of the resource types that collectors yield and controls judge.

They are CloudFormation's type names where AWS has one.
"""

KMS_KEY = "AWS::KMS::Key"
KMS_ALIAS = "AWS::KMS::Alias"
SECRET = "AWS::SecretsManager::Secret"  # noqa: S105 -- a resource type, not a secret
TRAIL = "AWS::CloudTrail::Trail"
TRAIL_BUCKET = "AWS::S3::Bucket (trail)"
IAM_POLICY = "AWS::IAM::Policy"
ACCOUNT_PUBLIC_ACCESS = "AWS::S3::AccountPublicAccessBlock"
REGION = "AWS::EC2::Region"
