"""Families of sensitive events, each as the events of which every one must be noticed.

Source: CIS AWS Foundations Benchmark, section "Monitoring" (3.0 and 5.0: 4.1 to 4.15; 6.0 and
7.0: 5.1 to 5.15). What it lets a filter leave out is left open here too: failed changes, sign-ins
by federation, denied calls of log delivery and of HeadBucket.
"""

from collections.abc import Mapping, Sequence

from compliance.controls.cloudtrail.filter_pattern import Absent, AnyBut, Event


def _changes(service: str, names: str) -> Sequence[Event]:
    return [
        {
            "eventSource": f"{service}.amazonaws.com",
            "eventName": name,
            "eventType": "AwsApiCall",
            "errorCode": Absent(),
            "errorMessage": Absent(),
        }
        for name in names.split()
    ]


def _denied(error_code: str) -> Event:
    return {
        "errorCode": error_code,
        "eventName": AnyBut(frozenset({"HeadBucket"})),
        "sourceIPAddress": AnyBut(frozenset({"delivery.logs.amazonaws.com"})),
    }


def _of_root(event_type: str) -> Event:
    return {
        "eventType": event_type,
        "userIdentity.type": "Root",
        "userIdentity.invokedBy": Absent(),
    }


SIGN_IN = {
    "eventSource": "signin.amazonaws.com",
    "eventName": "ConsoleLogin",
    "eventType": "AwsConsoleSignIn",
}
FAMILIES: Mapping[str, Sequence[Event]] = {
    "unauthorized-api": [
        _denied(code)
        for code in (
            "UnauthorizedOperation",
            "Client.UnauthorizedOperation",
            "AccessDenied",
            "AccessDeniedException",
        )
    ],
    "console-no-mfa": [
        {
            **SIGN_IN,
            "additionalEventData.MFAUsed": "No",
            "userIdentity.type": "IAMUser",
            "responseElements.ConsoleLogin": "Success",
            "errorMessage": Absent(),
        }
    ],
    "root-use": [_of_root("AwsApiCall"), _of_root("AwsConsoleSignIn")],
    "iam-policy": _changes(
        "iam",
        "DeleteGroupPolicy DeleteRolePolicy DeleteUserPolicy PutGroupPolicy PutRolePolicy "
        "PutUserPolicy CreatePolicy DeletePolicy CreatePolicyVersion DeletePolicyVersion "
        "AttachRolePolicy DetachRolePolicy AttachUserPolicy DetachUserPolicy AttachGroupPolicy "
        "DetachGroupPolicy",
    ),
    "cloudtrail-config": _changes(
        "cloudtrail", "CreateTrail UpdateTrail DeleteTrail StartLogging StopLogging"
    ),
    "console-failures": [
        {
            **SIGN_IN,
            "errorMessage": "Failed authentication",
            "responseElements.ConsoleLogin": "Failure",
        }
    ],
    "kms-disable-delete": _changes("kms", "DisableKey ScheduleKeyDeletion"),
    "s3-policy": _changes(
        "s3",
        "PutBucketAcl PutBucketPolicy PutBucketCors PutBucketLifecycle PutBucketReplication "
        "DeleteBucketPolicy DeleteBucketCors DeleteBucketLifecycle DeleteBucketReplication",
    ),
    "config-changes": _changes(
        "config",
        "StopConfigurationRecorder DeleteDeliveryChannel PutDeliveryChannel "
        "PutConfigurationRecorder",
    ),
    "security-groups": _changes(
        "ec2",
        "AuthorizeSecurityGroupIngress AuthorizeSecurityGroupEgress RevokeSecurityGroupIngress "
        "RevokeSecurityGroupEgress CreateSecurityGroup DeleteSecurityGroup",
    ),
    "nacl": _changes(
        "ec2",
        "CreateNetworkAcl CreateNetworkAclEntry DeleteNetworkAcl DeleteNetworkAclEntry "
        "ReplaceNetworkAclEntry ReplaceNetworkAclAssociation",
    ),
    "gateways": _changes(
        "ec2",
        "CreateCustomerGateway DeleteCustomerGateway AttachInternetGateway "
        "CreateInternetGateway DeleteInternetGateway DetachInternetGateway",
    ),
    "routes": _changes(
        "ec2",
        "CreateRoute CreateRouteTable ReplaceRoute ReplaceRouteTableAssociation DeleteRouteTable "
        "DeleteRoute DisassociateRouteTable",
    ),
    "vpc": _changes(
        "ec2",
        "CreateVpc DeleteVpc ModifyVpcAttribute AcceptVpcPeeringConnection "
        "CreateVpcPeeringConnection DeleteVpcPeeringConnection RejectVpcPeeringConnection "
        "AttachClassicLinkVpc DetachClassicLinkVpc DisableVpcClassicLink EnableVpcClassicLink",
    ),
    "organizations": _changes(
        "organizations",
        "AcceptHandshake AttachPolicy CreateAccount CreateOrganizationalUnit CreatePolicy "
        "DeclineHandshake DeleteOrganization DeleteOrganizationalUnit DeletePolicy DetachPolicy "
        "DisablePolicyType EnablePolicyType InviteAccountToOrganization LeaveOrganization "
        "MoveAccount RemoveAccountFromOrganization UpdatePolicy UpdateOrganizationalUnit",
    ),
}
