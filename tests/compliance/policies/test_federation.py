import pytest

from tests.compliance.policies.policies import OTHER, OWN, allow, judged

SAML = f"arn:aws:iam::{OWN}:saml-provider/idp"
EKS = f"arn:aws:iam::{OWN}:oidc-provider/oidc.eks.eu-west-1.amazonaws.com/id/ABCDEF"
GITHUB_NAME = "token.actions.githubusercontent.com"
GITHUB = f"arn:aws:iam::{OWN}:oidc-provider/{GITHUB_NAME}"
COGNITO = "cognito-identity.amazonaws.com"
GOOGLE = "accounts.google.com"
POOL = {f"{COGNITO}:aud": "eu-west-1:00000000-0000-0000-0000-000000000000"}


@pytest.mark.parametrize(
    ("provider", "condition", "exposure", "why"),
    [
        (SAML, {}, "private", "own provider"),
        (f"arn:aws:iam::{OTHER}:saml-provider/idp", {}, "cross_account", "another's provider"),
        (f"arn:aws:iam::{OWN}:saml-provider/*", {}, "public", "no wildcard inside a principal"),
        ("*", {}, "public", "any provider"),
        ("login.example.com", {}, "public", "unknown provider"),
        (EKS, {}, "private", "an issuer of its own for each cluster"),
        (GITHUB, {}, "public", "every repository in the world"),
        (
            GITHUB,
            {"StringEquals": {f"{GITHUB_NAME}:aud": "sts.amazonaws.com"}},
            "public",
            "the audience is the same for all",
        ),
        (GITHUB, {"StringLike": {f"{GITHUB_NAME}:sub": "repo:acme/app:*"}}, "private", "one"),
        (GITHUB, {"StringLike": {f"{GITHUB_NAME}:sub": "repo:acme/*"}}, "private", "one owner"),
        (GITHUB, {"StringLike": {f"{GITHUB_NAME}:sub": "repo:acme*"}}, "public", "acme-evil too"),
        (GITHUB, {"StringLike": {f"{GITHUB_NAME}:sub": "repo:*"}}, "public", "every repository"),
        (GITHUB, {"StringLike": {f"{GITHUB_NAME}:sub": ["repo:acme/*", "*"]}}, "public", "widest"),
        (GITHUB, {"StringLikeIfExists": {f"{GITHUB_NAME}:sub": "repo:acme/*"}}, "public", "may"),
        (GITHUB, {"StringNotLike": {f"{GITHUB_NAME}:sub": "repo:acme/*"}}, "public", "others"),
        (GITHUB, {"StringEquals": {f"{GITHUB_NAME}:repository_owner": "acme"}}, "private", "one"),
        (GITHUB, {"StringEquals": {"gitlab.com:sub": "x"}}, "public", "another issuer's claim"),
        (f"{GITHUB}/acme-enterprise", {}, "private", "an issuer of its own"),
        (COGNITO, {"StringEquals": POOL}, "cross_account", "one pool, owner unknown"),
        (
            COGNITO,
            {
                "StringEquals": POOL,
                "ForAnyValue:StringLike": {f"{COGNITO}:amr": "authenticated"},
            },
            "cross_account",
            "one pool's members",
        ),
        (
            COGNITO,
            {
                "StringEquals": POOL,
                "ForAnyValue:StringLike": {f"{COGNITO}:amr": "unauthenticated"},
            },
            "public",
            "guests",
        ),
        (GOOGLE, {}, "public", "any Google user"),
        (GOOGLE, {"StringEquals": {f"{GOOGLE}:aud": "1234.apps"}}, "cross_account", "one app"),
        ("www.amazon.com", {"StringLike": {"www.amazon.com:app_id": "*"}}, "public", "any app"),
        (GOOGLE, {"IpAddress": {"aws:SourceIp": "203.0.113.0/24"}}, "network", "from there"),
    ],
)
def test_federated_principal(provider: str, condition: object, exposure: str, why: str) -> None:
    trust = allow(
        Action="sts:AssumeRoleWithWebIdentity",
        Principal={"Federated": provider},
        Condition=condition,
    )
    del trust["Resource"]
    assert judged(trust, service="iam").exposure == exposure, why
