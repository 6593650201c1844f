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


def throttled(retry_after_seconds: int) -> ApiError:
    """Too many requests with one key."""
    return ApiError(
        "ThrottlingException",
        "Rate exceeded",
        429,
        {"serviceCode": "artifact", "quotaCode": "requests-per-second"},
        retry_after_seconds=retry_after_seconds,
    )


def unknown_operation() -> ApiError:
    """No operation has this method and path."""
    return ApiError("UnknownOperationException", "There is no such operation.", 404)
