from http import HTTPStatus
from typing import Any, cast
from urllib.parse import quote

import httpx

from ...client import AuthenticatedClient, Client
from ...types import Response, UNSET
from ... import errors

from ...models.finding_out_page import FindingOutPage
from ...models.list_findings_severity_item import ListFindingsSeverityItem
from ...models.list_findings_status_item import ListFindingsStatusItem
from ...models.problem import Problem
from ...types import UNSET, Unset
from typing import cast
import datetime



def _get_kwargs(
    *,
    cursor: str | Unset = UNSET,
    limit: int | Unset = 50,
    framework: str | Unset = UNSET,
    account: list[str] | Unset = UNSET,
    region: list[str] | Unset = UNSET,
    service: list[str] | Unset = UNSET,
    control: list[str] | Unset = UNSET,
    severity: list[ListFindingsSeverityItem] | Unset = UNSET,
    status: list[ListFindingsStatusItem] | Unset = UNSET,
    collector: list[str] | Unset = UNSET,
    resource: str | Unset = UNSET,
    since: datetime.datetime | Unset = UNSET,
    until: datetime.datetime | Unset = UNSET,
    as_of: datetime.datetime | Unset = UNSET,
    if_none_match: str | Unset = UNSET,

) -> dict[str, Any]:
    headers: dict[str, Any] = {}
    if not isinstance(if_none_match, Unset):
        headers["If-None-Match"] = if_none_match



    

    params: dict[str, Any] = {}

    params["cursor"] = cursor

    params["limit"] = limit

    params["framework"] = framework

    json_account: list[str] | Unset = UNSET
    if not isinstance(account, Unset):
        json_account = account


    params["account"] = json_account

    json_region: list[str] | Unset = UNSET
    if not isinstance(region, Unset):
        json_region = region


    params["region"] = json_region

    json_service: list[str] | Unset = UNSET
    if not isinstance(service, Unset):
        json_service = service


    params["service"] = json_service

    json_control: list[str] | Unset = UNSET
    if not isinstance(control, Unset):
        json_control = control


    params["control"] = json_control

    json_severity: list[str] | Unset = UNSET
    if not isinstance(severity, Unset):
        json_severity = []
        for severity_item_data in severity:
            severity_item = severity_item_data.value
            json_severity.append(severity_item)


    params["severity"] = json_severity

    json_status: list[str] | Unset = UNSET
    if not isinstance(status, Unset):
        json_status = []
        for status_item_data in status:
            status_item = status_item_data.value
            json_status.append(status_item)


    params["status"] = json_status

    json_collector: list[str] | Unset = UNSET
    if not isinstance(collector, Unset):
        json_collector = collector


    params["collector"] = json_collector

    params["resource"] = resource

    json_since: str | Unset = UNSET
    if not isinstance(since, Unset):
        json_since = since.isoformat()
    params["since"] = json_since

    json_until: str | Unset = UNSET
    if not isinstance(until, Unset):
        json_until = until.isoformat()
    params["until"] = json_until

    json_as_of: str | Unset = UNSET
    if not isinstance(as_of, Unset):
        json_as_of = as_of.isoformat()
    params["as_of"] = json_as_of


    params = {k: v for k, v in params.items() if v is not UNSET and v is not None}


    _kwargs: dict[str, Any] = {
        "method": "get",
        "url": "/api/v1/findings",
        "params": params,
    }


    _kwargs["headers"] = headers
    return _kwargs



def _parse_response(*, client: AuthenticatedClient | Client, response: httpx.Response) -> Any | FindingOutPage | Problem | None:
    if response.status_code == 200:
        response_200 = FindingOutPage.from_dict(response.json())



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


def _build_response(*, client: AuthenticatedClient | Client, response: httpx.Response) -> Response[Any | FindingOutPage | Problem]:
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
    framework: str | Unset = UNSET,
    account: list[str] | Unset = UNSET,
    region: list[str] | Unset = UNSET,
    service: list[str] | Unset = UNSET,
    control: list[str] | Unset = UNSET,
    severity: list[ListFindingsSeverityItem] | Unset = UNSET,
    status: list[ListFindingsStatusItem] | Unset = UNSET,
    collector: list[str] | Unset = UNSET,
    resource: str | Unset = UNSET,
    since: datetime.datetime | Unset = UNSET,
    until: datetime.datetime | Unset = UNSET,
    as_of: datetime.datetime | Unset = UNSET,
    if_none_match: str | Unset = UNSET,

) -> Response[Any | FindingOutPage | Problem]:
    """ The findings that you may see, in the order in which they were found.

     All pages speak of one instant, that of `as_of` or of the first page.

    Args:
        cursor (str | Unset):
        limit (int | Unset):  Default: 50.
        framework (str | Unset):
        account (list[str] | Unset):
        region (list[str] | Unset):
        service (list[str] | Unset):
        control (list[str] | Unset):
        severity (list[ListFindingsSeverityItem] | Unset):
        status (list[ListFindingsStatusItem] | Unset):
        collector (list[str] | Unset):
        resource (str | Unset):
        since (datetime.datetime | Unset):
        until (datetime.datetime | Unset):
        as_of (datetime.datetime | Unset):
        if_none_match (str | Unset):

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        Response[Any | FindingOutPage | Problem]
     """


    kwargs = _get_kwargs(
        cursor=cursor,
limit=limit,
framework=framework,
account=account,
region=region,
service=service,
control=control,
severity=severity,
status=status,
collector=collector,
resource=resource,
since=since,
until=until,
as_of=as_of,
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
    framework: str | Unset = UNSET,
    account: list[str] | Unset = UNSET,
    region: list[str] | Unset = UNSET,
    service: list[str] | Unset = UNSET,
    control: list[str] | Unset = UNSET,
    severity: list[ListFindingsSeverityItem] | Unset = UNSET,
    status: list[ListFindingsStatusItem] | Unset = UNSET,
    collector: list[str] | Unset = UNSET,
    resource: str | Unset = UNSET,
    since: datetime.datetime | Unset = UNSET,
    until: datetime.datetime | Unset = UNSET,
    as_of: datetime.datetime | Unset = UNSET,
    if_none_match: str | Unset = UNSET,

) -> Any | FindingOutPage | Problem | None:
    """ The findings that you may see, in the order in which they were found.

     All pages speak of one instant, that of `as_of` or of the first page.

    Args:
        cursor (str | Unset):
        limit (int | Unset):  Default: 50.
        framework (str | Unset):
        account (list[str] | Unset):
        region (list[str] | Unset):
        service (list[str] | Unset):
        control (list[str] | Unset):
        severity (list[ListFindingsSeverityItem] | Unset):
        status (list[ListFindingsStatusItem] | Unset):
        collector (list[str] | Unset):
        resource (str | Unset):
        since (datetime.datetime | Unset):
        until (datetime.datetime | Unset):
        as_of (datetime.datetime | Unset):
        if_none_match (str | Unset):

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        Any | FindingOutPage | Problem
     """


    return sync_detailed(
        client=client,
cursor=cursor,
limit=limit,
framework=framework,
account=account,
region=region,
service=service,
control=control,
severity=severity,
status=status,
collector=collector,
resource=resource,
since=since,
until=until,
as_of=as_of,
if_none_match=if_none_match,

    ).parsed

async def asyncio_detailed(
    *,
    client: AuthenticatedClient,
    cursor: str | Unset = UNSET,
    limit: int | Unset = 50,
    framework: str | Unset = UNSET,
    account: list[str] | Unset = UNSET,
    region: list[str] | Unset = UNSET,
    service: list[str] | Unset = UNSET,
    control: list[str] | Unset = UNSET,
    severity: list[ListFindingsSeverityItem] | Unset = UNSET,
    status: list[ListFindingsStatusItem] | Unset = UNSET,
    collector: list[str] | Unset = UNSET,
    resource: str | Unset = UNSET,
    since: datetime.datetime | Unset = UNSET,
    until: datetime.datetime | Unset = UNSET,
    as_of: datetime.datetime | Unset = UNSET,
    if_none_match: str | Unset = UNSET,

) -> Response[Any | FindingOutPage | Problem]:
    """ The findings that you may see, in the order in which they were found.

     All pages speak of one instant, that of `as_of` or of the first page.

    Args:
        cursor (str | Unset):
        limit (int | Unset):  Default: 50.
        framework (str | Unset):
        account (list[str] | Unset):
        region (list[str] | Unset):
        service (list[str] | Unset):
        control (list[str] | Unset):
        severity (list[ListFindingsSeverityItem] | Unset):
        status (list[ListFindingsStatusItem] | Unset):
        collector (list[str] | Unset):
        resource (str | Unset):
        since (datetime.datetime | Unset):
        until (datetime.datetime | Unset):
        as_of (datetime.datetime | Unset):
        if_none_match (str | Unset):

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        Response[Any | FindingOutPage | Problem]
     """


    kwargs = _get_kwargs(
        cursor=cursor,
limit=limit,
framework=framework,
account=account,
region=region,
service=service,
control=control,
severity=severity,
status=status,
collector=collector,
resource=resource,
since=since,
until=until,
as_of=as_of,
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
    framework: str | Unset = UNSET,
    account: list[str] | Unset = UNSET,
    region: list[str] | Unset = UNSET,
    service: list[str] | Unset = UNSET,
    control: list[str] | Unset = UNSET,
    severity: list[ListFindingsSeverityItem] | Unset = UNSET,
    status: list[ListFindingsStatusItem] | Unset = UNSET,
    collector: list[str] | Unset = UNSET,
    resource: str | Unset = UNSET,
    since: datetime.datetime | Unset = UNSET,
    until: datetime.datetime | Unset = UNSET,
    as_of: datetime.datetime | Unset = UNSET,
    if_none_match: str | Unset = UNSET,

) -> Any | FindingOutPage | Problem | None:
    """ The findings that you may see, in the order in which they were found.

     All pages speak of one instant, that of `as_of` or of the first page.

    Args:
        cursor (str | Unset):
        limit (int | Unset):  Default: 50.
        framework (str | Unset):
        account (list[str] | Unset):
        region (list[str] | Unset):
        service (list[str] | Unset):
        control (list[str] | Unset):
        severity (list[ListFindingsSeverityItem] | Unset):
        status (list[ListFindingsStatusItem] | Unset):
        collector (list[str] | Unset):
        resource (str | Unset):
        since (datetime.datetime | Unset):
        until (datetime.datetime | Unset):
        as_of (datetime.datetime | Unset):
        if_none_match (str | Unset):

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        Any | FindingOutPage | Problem
     """


    return (await asyncio_detailed(
        client=client,
cursor=cursor,
limit=limit,
framework=framework,
account=account,
region=region,
service=service,
control=control,
severity=severity,
status=status,
collector=collector,
resource=resource,
since=since,
until=until,
as_of=as_of,
if_none_match=if_none_match,

    )).parsed
