"""Errors as AWS's rest-json services answer them.

Source: botocore's model of AWS Artifact (2018-05-10): names, HTTP status and members.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any


@dataclass
class ApiError(Exception):
    """A refusal: its code, why, the HTTP status and what else its shape has."""

    code: str
    message: str
    status: int
    members: Mapping[str, Any] = field(default_factory=dict)
    retry_after_seconds: int | None = None

    def __str__(self) -> str:
        return f"{self.code}: {self.message}"


def not_found(resource_type: str, resource_id: str) -> ApiError:
    """There is no such thing, as far as the caller may know."""
    return ApiError(
        "ResourceNotFoundException",
        f"The {resource_type} {resource_id} was not found.",
        404,
        {"resourceId": resource_id, "resourceType": resource_type},
    )


def conflict(resource_type: str, resource_id: str, message: str) -> ApiError:
    """It is not in a state in which that can be done."""
    return ApiError(
        "ConflictException",
        message,
        409,
        {"resourceId": resource_id, "resourceType": resource_type},
    )


def invalid(reason: str, message: str, fields: Mapping[str, str] | None = None) -> ApiError:
    """The input is wrong; `reason` is one of the model's words, `fields` says what of each."""
    members: dict[str, Any] = {"reason": reason}
    if fields:
        members["fieldList"] = [{"name": name, "message": why} for name, why in fields.items()]
    return ApiError("ValidationException", message, 400, members)


def denied(user_arn: str, operation: str, resource: str = "") -> ApiError:
    """The caller's role has not this operation."""
    on = f" on resource: {resource}" if resource else ""
    return ApiError(
        "AccessDeniedException",
        f"User: {user_arn} is not authorized to perform: artifact:{operation}{on}",
        403,
    )


def unknown_key() -> ApiError:
    """No key in force has signed, as far as the caller may know."""
    return ApiError(
        "UnrecognizedClientException",
        "The security token included in the request is invalid.",
        403,
    )


def throttled(retry_after_seconds: int) -> ApiError:
    """Too many requests with one key, or too many refused ones from one address."""
    return ApiError(
        "ThrottlingException",
        "Rate exceeded",
        429,
        {"serviceCode": "artifact", "quotaCode": "requests-per-second"},
        retry_after_seconds=retry_after_seconds,
    )


def insecure() -> ApiError:
    """Answers hold addresses of documents, so they do not go over the line in the clear."""
    return ApiError("AccessDeniedException", "This service answers over https only.", 403)


def unknown_operation() -> ApiError:
    """No operation has this method and path."""
    return ApiError("UnknownOperationException", "There is no such operation.", 404)


def internal() -> ApiError:
    """It is this service's own fault; asking again may help."""
    return ApiError(
        "InternalServerException", "An internal error occurred.", 500, retry_after_seconds=1
    )
