from http import HTTPStatus
from typing import Any, cast
from urllib.parse import quote

import httpx

from ...client import AuthenticatedClient, Client
from ...types import Response, UNSET
from ... import errors

from ...models.list_requests_status_item import ListRequestsStatusItem
from ...models.problem import Problem
from ...models.request_out_page import RequestOutPage
from ...types import UNSET, Unset
from typing import cast



def _get_kwargs(
    engagement: str,
    *,
    cursor: str | Unset = UNSET,
    limit: int | Unset = 50,
    status: list[ListRequestsStatusItem] | Unset = UNSET,
    owner: str | Unset = UNSET,
    if_none_match: str | Unset = UNSET,

) -> dict[str, Any]:
    headers: dict[str, Any] = {}
    if not isinstance(if_none_match, Unset):
        headers["If-None-Match"] = if_none_match



    

    params: dict[str, Any] = {}

    params["cursor"] = cursor

    params["limit"] = limit

    json_status: list[str] | Unset = UNSET
    if not isinstance(status, Unset):
        json_status = []
        for status_item_data in status:
            status_item = status_item_data.value
            json_status.append(status_item)


    params["status"] = json_status

    params["owner"] = owner


    params = {k: v for k, v in params.items() if v is not UNSET and v is not None}


    _kwargs: dict[str, Any] = {
        "method": "get",
        "url": "/api/v1/engagements/{engagement}/requests".format(engagement=quote(str(engagement), safe=""),),
        "params": params,
    }


    _kwargs["headers"] = headers
    return _kwargs



def _parse_response(*, client: AuthenticatedClient | Client, response: httpx.Response) -> Any | Problem | RequestOutPage | None:
    if response.status_code == 200:
        response_200 = RequestOutPage.from_dict(response.json())



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


def _build_response(*, client: AuthenticatedClient | Client, response: httpx.Response) -> Response[Any | Problem | RequestOutPage]:
    return Response(
        status_code=HTTPStatus(response.status_code),
        content=response.content,
        headers=response.headers,
        parsed=_parse_response(client=client, response=response),
    )


def sync_detailed(
    engagement: str,
    *,
    client: AuthenticatedClient,
    cursor: str | Unset = UNSET,
    limit: int | Unset = 50,
    status: list[ListRequestsStatusItem] | Unset = UNSET,
    owner: str | Unset = UNSET,
    if_none_match: str | Unset = UNSET,

) -> Response[Any | Problem | RequestOutPage]:
    """ The request list, by number.

    Args:
        engagement (str):
        cursor (str | Unset):
        limit (int | Unset):  Default: 50.
        status (list[ListRequestsStatusItem] | Unset):
        owner (str | Unset):
        if_none_match (str | Unset):

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        Response[Any | Problem | RequestOutPage]
     """


    kwargs = _get_kwargs(
        engagement=engagement,
cursor=cursor,
limit=limit,
status=status,
owner=owner,
if_none_match=if_none_match,

    )

    response = client.get_httpx_client().request(
        **kwargs,
    )

    return _build_response(client=client, response=response)

def sync(
    engagement: str,
    *,
    client: AuthenticatedClient,
    cursor: str | Unset = UNSET,
    limit: int | Unset = 50,
    status: list[ListRequestsStatusItem] | Unset = UNSET,
    owner: str | Unset = UNSET,
    if_none_match: str | Unset = UNSET,

) -> Any | Problem | RequestOutPage | None:
    """ The request list, by number.

    Args:
        engagement (str):
        cursor (str | Unset):
        limit (int | Unset):  Default: 50.
        status (list[ListRequestsStatusItem] | Unset):
        owner (str | Unset):
        if_none_match (str | Unset):

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        Any | Problem | RequestOutPage
     """


    return sync_detailed(
        engagement=engagement,
client=client,
cursor=cursor,
limit=limit,
status=status,
owner=owner,
if_none_match=if_none_match,

    ).parsed

async def asyncio_detailed(
    engagement: str,
    *,
    client: AuthenticatedClient,
    cursor: str | Unset = UNSET,
    limit: int | Unset = 50,
    status: list[ListRequestsStatusItem] | Unset = UNSET,
    owner: str | Unset = UNSET,
    if_none_match: str | Unset = UNSET,

) -> Response[Any | Problem | RequestOutPage]:
    """ The request list, by number.

    Args:
        engagement (str):
        cursor (str | Unset):
        limit (int | Unset):  Default: 50.
        status (list[ListRequestsStatusItem] | Unset):
        owner (str | Unset):
        if_none_match (str | Unset):

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        Response[Any | Problem | RequestOutPage]
     """


    kwargs = _get_kwargs(
        engagement=engagement,
cursor=cursor,
limit=limit,
status=status,
owner=owner,
if_none_match=if_none_match,

    )

    response = await client.get_async_httpx_client().request(
        **kwargs
    )

    return _build_response(client=client, response=response)

async def asyncio(
    engagement: str,
    *,
    client: AuthenticatedClient,
    cursor: str | Unset = UNSET,
    limit: int | Unset = 50,
    status: list[ListRequestsStatusItem] | Unset = UNSET,
    owner: str | Unset = UNSET,
    if_none_match: str | Unset = UNSET,

) -> Any | Problem | RequestOutPage | None:
    """ The request list, by number.

    Args:
        engagement (str):
        cursor (str | Unset):
        limit (int | Unset):  Default: 50.
        status (list[ListRequestsStatusItem] | Unset):
        owner (str | Unset):
        if_none_match (str | Unset):

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        Any | Problem | RequestOutPage
     """


    return (await asyncio_detailed(
        engagement=engagement,
client=client,
cursor=cursor,
limit=limit,
status=status,
owner=owner,
if_none_match=if_none_match,

    )).parsed
