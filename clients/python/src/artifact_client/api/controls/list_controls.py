from http import HTTPStatus
from typing import Any, cast
from urllib.parse import quote

import httpx

from ...client import AuthenticatedClient, Client
from ...types import Response, UNSET
from ... import errors

from ...models.control_out_page import ControlOutPage
from ...models.list_controls_severity_item import ListControlsSeverityItem
from ...models.problem import Problem
from ...types import UNSET, Unset
from typing import cast



def _get_kwargs(
    *,
    cursor: str | Unset = UNSET,
    limit: int | Unset = 50,
    service: list[str] | Unset = UNSET,
    severity: list[ListControlsSeverityItem] | Unset = UNSET,
    framework: list[str] | Unset = UNSET,
    collector: list[str] | Unset = UNSET,
    if_none_match: str | Unset = UNSET,

) -> dict[str, Any]:
    headers: dict[str, Any] = {}
    if not isinstance(if_none_match, Unset):
        headers["If-None-Match"] = if_none_match



    

    params: dict[str, Any] = {}

    params["cursor"] = cursor

    params["limit"] = limit

    json_service: list[str] | Unset = UNSET
    if not isinstance(service, Unset):
        json_service = service


    params["service"] = json_service

    json_severity: list[str] | Unset = UNSET
    if not isinstance(severity, Unset):
        json_severity = []
        for severity_item_data in severity:
            severity_item = severity_item_data.value
            json_severity.append(severity_item)


    params["severity"] = json_severity

    json_framework: list[str] | Unset = UNSET
    if not isinstance(framework, Unset):
        json_framework = framework


    params["framework"] = json_framework

    json_collector: list[str] | Unset = UNSET
    if not isinstance(collector, Unset):
        json_collector = collector


    params["collector"] = json_collector


    params = {k: v for k, v in params.items() if v is not UNSET and v is not None}


    _kwargs: dict[str, Any] = {
        "method": "get",
        "url": "/api/v1/controls",
        "params": params,
    }


    _kwargs["headers"] = headers
    return _kwargs



def _parse_response(*, client: AuthenticatedClient | Client, response: httpx.Response) -> Any | ControlOutPage | Problem | None:
    if response.status_code == 200:
        response_200 = ControlOutPage.from_dict(response.json())



        return response_200

    if response.status_code == 304:
        response_304 = cast(Any, None)
        return response_304

    if response.status_code == 401:
        response_401 = Problem.from_dict(response.json())



        return response_401

    if response.status_code == 403:
        response_403 = Problem.from_dict(response.json())



        return response_403

    if response.status_code == 404:
        response_404 = Problem.from_dict(response.json())



        return response_404

    if response.status_code == 422:
        response_422 = Problem.from_dict(response.json())



        return response_422

    if response.status_code == 429:
        response_429 = Problem.from_dict(response.json())



        return response_429

    if client.raise_on_unexpected_status:
        raise errors.UnexpectedStatus(response.status_code, response.content)
    else:
        return None


def _build_response(*, client: AuthenticatedClient | Client, response: httpx.Response) -> Response[Any | ControlOutPage | Problem]:
    return Response(
        status_code=HTTPStatus(response.status_code),
        content=response.content,
        headers=response.headers,
        parsed=_parse_response(client=client, response=response),
    )


def sync_detailed(
    *,
    client: AuthenticatedClient,
    cursor: str | Unset = UNSET,
    limit: int | Unset = 50,
    service: list[str] | Unset = UNSET,
    severity: list[ListControlsSeverityItem] | Unset = UNSET,
    framework: list[str] | Unset = UNSET,
    collector: list[str] | Unset = UNSET,
    if_none_match: str | Unset = UNSET,

) -> Response[Any | ControlOutPage | Problem]:
    """ The controls that a framework which you may see names, or all for people inside; by id.

    Args:
        cursor (str | Unset):
        limit (int | Unset):  Default: 50.
        service (list[str] | Unset):
        severity (list[ListControlsSeverityItem] | Unset):
        framework (list[str] | Unset):
        collector (list[str] | Unset):
        if_none_match (str | Unset):

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        Response[Any | ControlOutPage | Problem]
     """


    kwargs = _get_kwargs(
        cursor=cursor,
limit=limit,
service=service,
severity=severity,
framework=framework,
collector=collector,
if_none_match=if_none_match,

    )

    response = client.get_httpx_client().request(
        **kwargs,
    )

    return _build_response(client=client, response=response)

def sync(
    *,
    client: AuthenticatedClient,
    cursor: str | Unset = UNSET,
    limit: int | Unset = 50,
    service: list[str] | Unset = UNSET,
    severity: list[ListControlsSeverityItem] | Unset = UNSET,
    framework: list[str] | Unset = UNSET,
    collector: list[str] | Unset = UNSET,
    if_none_match: str | Unset = UNSET,

) -> Any | ControlOutPage | Problem | None:
    """ The controls that a framework which you may see names, or all for people inside; by id.

    Args:
        cursor (str | Unset):
        limit (int | Unset):  Default: 50.
        service (list[str] | Unset):
        severity (list[ListControlsSeverityItem] | Unset):
        framework (list[str] | Unset):
        collector (list[str] | Unset):
        if_none_match (str | Unset):

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        Any | ControlOutPage | Problem
     """


    return sync_detailed(
        client=client,
cursor=cursor,
limit=limit,
service=service,
severity=severity,
framework=framework,
collector=collector,
if_none_match=if_none_match,

    ).parsed

async def asyncio_detailed(
    *,
    client: AuthenticatedClient,
    cursor: str | Unset = UNSET,
    limit: int | Unset = 50,
    service: list[str] | Unset = UNSET,
    severity: list[ListControlsSeverityItem] | Unset = UNSET,
    framework: list[str] | Unset = UNSET,
    collector: list[str] | Unset = UNSET,
    if_none_match: str | Unset = UNSET,

) -> Response[Any | ControlOutPage | Problem]:
    """ The controls that a framework which you may see names, or all for people inside; by id.

    Args:
        cursor (str | Unset):
        limit (int | Unset):  Default: 50.
        service (list[str] | Unset):
        severity (list[ListControlsSeverityItem] | Unset):
        framework (list[str] | Unset):
        collector (list[str] | Unset):
        if_none_match (str | Unset):

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        Response[Any | ControlOutPage | Problem]
     """


    kwargs = _get_kwargs(
        cursor=cursor,
limit=limit,
service=service,
severity=severity,
framework=framework,
collector=collector,
if_none_match=if_none_match,

    )

    response = await client.get_async_httpx_client().request(
        **kwargs
    )

    return _build_response(client=client, response=response)

async def asyncio(
    *,
    client: AuthenticatedClient,
    cursor: str | Unset = UNSET,
    limit: int | Unset = 50,
    service: list[str] | Unset = UNSET,
    severity: list[ListControlsSeverityItem] | Unset = UNSET,
    framework: list[str] | Unset = UNSET,
    collector: list[str] | Unset = UNSET,
    if_none_match: str | Unset = UNSET,

) -> Any | ControlOutPage | Problem | None:
    """ The controls that a framework which you may see names, or all for people inside; by id.

    Args:
        cursor (str | Unset):
        limit (int | Unset):  Default: 50.
        service (list[str] | Unset):
        severity (list[ListControlsSeverityItem] | Unset):
        framework (list[str] | Unset):
        collector (list[str] | Unset):
        if_none_match (str | Unset):

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        Any | ControlOutPage | Problem
     """


    return (await asyncio_detailed(
        client=client,
cursor=cursor,
limit=limit,
service=service,
severity=severity,
framework=framework,
collector=collector,
if_none_match=if_none_match,

    )).parsed
