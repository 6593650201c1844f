from http import HTTPStatus
from typing import Any, cast
from urllib.parse import quote

import httpx

from ...client import AuthenticatedClient, Client
from ...types import Response, UNSET
from ... import errors

from ...models.problem import Problem
from ...models.snapshot_out_page import SnapshotOutPage
from ...types import UNSET, Unset
from typing import cast
import datetime



def _get_kwargs(
    *,
    cursor: str | Unset = UNSET,
    limit: int | Unset = 50,
    account: list[str] | Unset = UNSET,
    region: list[str] | Unset = UNSET,
    collector: list[str] | Unset = UNSET,
    run: list[int] | Unset = UNSET,
    since: datetime.datetime | Unset = UNSET,
    until: datetime.datetime | Unset = UNSET,
    if_none_match: str | Unset = UNSET,

) -> dict[str, Any]:
    headers: dict[str, Any] = {}
    if not isinstance(if_none_match, Unset):
        headers["If-None-Match"] = if_none_match



    

    params: dict[str, Any] = {}

    params["cursor"] = cursor

    params["limit"] = limit

    json_account: list[str] | Unset = UNSET
    if not isinstance(account, Unset):
        json_account = account


    params["account"] = json_account

    json_region: list[str] | Unset = UNSET
    if not isinstance(region, Unset):
        json_region = region


    params["region"] = json_region

    json_collector: list[str] | Unset = UNSET
    if not isinstance(collector, Unset):
        json_collector = collector


    params["collector"] = json_collector

    json_run: list[int] | Unset = UNSET
    if not isinstance(run, Unset):
        json_run = run


    params["run"] = json_run

    json_since: str | Unset = UNSET
    if not isinstance(since, Unset):
        json_since = since.isoformat()
    params["since"] = json_since

    json_until: str | Unset = UNSET
    if not isinstance(until, Unset):
        json_until = until.isoformat()
    params["until"] = json_until


    params = {k: v for k, v in params.items() if v is not UNSET and v is not None}


    _kwargs: dict[str, Any] = {
        "method": "get",
        "url": "/api/v1/snapshots",
        "params": params,
    }


    _kwargs["headers"] = headers
    return _kwargs



def _parse_response(*, client: AuthenticatedClient | Client, response: httpx.Response) -> Any | Problem | SnapshotOutPage | None:
    if response.status_code == 200:
        response_200 = SnapshotOutPage.from_dict(response.json())



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


def _build_response(*, client: AuthenticatedClient | Client, response: httpx.Response) -> Response[Any | Problem | SnapshotOutPage]:
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
    account: list[str] | Unset = UNSET,
    region: list[str] | Unset = UNSET,
    collector: list[str] | Unset = UNSET,
    run: list[int] | Unset = UNSET,
    since: datetime.datetime | Unset = UNSET,
    until: datetime.datetime | Unset = UNSET,
    if_none_match: str | Unset = UNSET,

) -> Response[Any | Problem | SnapshotOutPage]:
    """ The snapshots that you may see, the newest first.

    Args:
        cursor (str | Unset):
        limit (int | Unset):  Default: 50.
        account (list[str] | Unset):
        region (list[str] | Unset):
        collector (list[str] | Unset):
        run (list[int] | Unset):
        since (datetime.datetime | Unset):
        until (datetime.datetime | Unset):
        if_none_match (str | Unset):

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        Response[Any | Problem | SnapshotOutPage]
     """


    kwargs = _get_kwargs(
        cursor=cursor,
limit=limit,
account=account,
region=region,
collector=collector,
run=run,
since=since,
until=until,
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
    account: list[str] | Unset = UNSET,
    region: list[str] | Unset = UNSET,
    collector: list[str] | Unset = UNSET,
    run: list[int] | Unset = UNSET,
    since: datetime.datetime | Unset = UNSET,
    until: datetime.datetime | Unset = UNSET,
    if_none_match: str | Unset = UNSET,

) -> Any | Problem | SnapshotOutPage | None:
    """ The snapshots that you may see, the newest first.

    Args:
        cursor (str | Unset):
        limit (int | Unset):  Default: 50.
        account (list[str] | Unset):
        region (list[str] | Unset):
        collector (list[str] | Unset):
        run (list[int] | Unset):
        since (datetime.datetime | Unset):
        until (datetime.datetime | Unset):
        if_none_match (str | Unset):

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        Any | Problem | SnapshotOutPage
     """


    return sync_detailed(
        client=client,
cursor=cursor,
limit=limit,
account=account,
region=region,
collector=collector,
run=run,
since=since,
until=until,
if_none_match=if_none_match,

    ).parsed

async def asyncio_detailed(
    *,
    client: AuthenticatedClient,
    cursor: str | Unset = UNSET,
    limit: int | Unset = 50,
    account: list[str] | Unset = UNSET,
    region: list[str] | Unset = UNSET,
    collector: list[str] | Unset = UNSET,
    run: list[int] | Unset = UNSET,
    since: datetime.datetime | Unset = UNSET,
    until: datetime.datetime | Unset = UNSET,
    if_none_match: str | Unset = UNSET,

) -> Response[Any | Problem | SnapshotOutPage]:
    """ The snapshots that you may see, the newest first.

    Args:
        cursor (str | Unset):
        limit (int | Unset):  Default: 50.
        account (list[str] | Unset):
        region (list[str] | Unset):
        collector (list[str] | Unset):
        run (list[int] | Unset):
        since (datetime.datetime | Unset):
        until (datetime.datetime | Unset):
        if_none_match (str | Unset):

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        Response[Any | Problem | SnapshotOutPage]
     """


    kwargs = _get_kwargs(
        cursor=cursor,
limit=limit,
account=account,
region=region,
collector=collector,
run=run,
since=since,
until=until,
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
    account: list[str] | Unset = UNSET,
    region: list[str] | Unset = UNSET,
    collector: list[str] | Unset = UNSET,
    run: list[int] | Unset = UNSET,
    since: datetime.datetime | Unset = UNSET,
    until: datetime.datetime | Unset = UNSET,
    if_none_match: str | Unset = UNSET,

) -> Any | Problem | SnapshotOutPage | None:
    """ The snapshots that you may see, the newest first.

    Args:
        cursor (str | Unset):
        limit (int | Unset):  Default: 50.
        account (list[str] | Unset):
        region (list[str] | Unset):
        collector (list[str] | Unset):
        run (list[int] | Unset):
        since (datetime.datetime | Unset):
        until (datetime.datetime | Unset):
        if_none_match (str | Unset):

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        Any | Problem | SnapshotOutPage
     """


    return (await asyncio_detailed(
        client=client,
cursor=cursor,
limit=limit,
account=account,
region=region,
collector=collector,
run=run,
since=since,
until=until,
if_none_match=if_none_match,

    )).parsed
