from http import HTTPStatus
from typing import Any, cast
from urllib.parse import quote

import httpx

from ...client import AuthenticatedClient, Client
from ...types import Response, UNSET
from ... import errors

from ...models.inclusion import Inclusion
from ...models.problem import Problem
from ...types import UNSET, Unset
from typing import cast



def _get_kwargs(
    *,
    entry: int,
    size: int | Unset = UNSET,
    if_none_match: str | Unset = UNSET,

) -> dict[str, Any]:
    headers: dict[str, Any] = {}
    if not isinstance(if_none_match, Unset):
        headers["If-None-Match"] = if_none_match



    

    params: dict[str, Any] = {}

    params["entry"] = entry

    params["size"] = size


    params = {k: v for k, v in params.items() if v is not UNSET and v is not None}


    _kwargs: dict[str, Any] = {
        "method": "get",
        "url": "/api/v1/ledger/inclusion",
        "params": params,
    }


    _kwargs["headers"] = headers
    return _kwargs



def _parse_response(*, client: AuthenticatedClient | Client, response: httpx.Response) -> Any | Inclusion | Problem | None:
    if response.status_code == 200:
        response_200 = Inclusion.from_dict(response.json())



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

    if response.status_code == 409:
        response_409 = Problem.from_dict(response.json())



        return response_409

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


def _build_response(*, client: AuthenticatedClient | Client, response: httpx.Response) -> Response[Any | Inclusion | Problem]:
    return Response(
        status_code=HTTPStatus(response.status_code),
        content=response.content,
        headers=response.headers,
        parsed=_parse_response(client=client, response=response),
    )


def sync_detailed(
    *,
    client: AuthenticatedClient,
    entry: int,
    size: int | Unset = UNSET,
    if_none_match: str | Unset = UNSET,

) -> Response[Any | Inclusion | Problem]:
    """ The proof that an entry which you may see is in the tree.

     409 says that the entry is not sealed yet, which happens every minute.

    Args:
        entry (int):
        size (int | Unset):
        if_none_match (str | Unset):

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        Response[Any | Inclusion | Problem]
     """


    kwargs = _get_kwargs(
        entry=entry,
size=size,
if_none_match=if_none_match,

    )

    response = client.get_httpx_client().request(
        **kwargs,
    )

    return _build_response(client=client, response=response)

def sync(
    *,
    client: AuthenticatedClient,
    entry: int,
    size: int | Unset = UNSET,
    if_none_match: str | Unset = UNSET,

) -> Any | Inclusion | Problem | None:
    """ The proof that an entry which you may see is in the tree.

     409 says that the entry is not sealed yet, which happens every minute.

    Args:
        entry (int):
        size (int | Unset):
        if_none_match (str | Unset):

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        Any | Inclusion | Problem
     """


    return sync_detailed(
        client=client,
entry=entry,
size=size,
if_none_match=if_none_match,

    ).parsed

async def asyncio_detailed(
    *,
    client: AuthenticatedClient,
    entry: int,
    size: int | Unset = UNSET,
    if_none_match: str | Unset = UNSET,

) -> Response[Any | Inclusion | Problem]:
    """ The proof that an entry which you may see is in the tree.

     409 says that the entry is not sealed yet, which happens every minute.

    Args:
        entry (int):
        size (int | Unset):
        if_none_match (str | Unset):

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        Response[Any | Inclusion | Problem]
     """


    kwargs = _get_kwargs(
        entry=entry,
size=size,
if_none_match=if_none_match,

    )

    response = await client.get_async_httpx_client().request(
        **kwargs
    )

    return _build_response(client=client, response=response)

async def asyncio(
    *,
    client: AuthenticatedClient,
    entry: int,
    size: int | Unset = UNSET,
    if_none_match: str | Unset = UNSET,

) -> Any | Inclusion | Problem | None:
    """ The proof that an entry which you may see is in the tree.

     409 says that the entry is not sealed yet, which happens every minute.

    Args:
        entry (int):
        size (int | Unset):
        if_none_match (str | Unset):

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        Any | Inclusion | Problem
     """


    return (await asyncio_detailed(
        client=client,
entry=entry,
size=size,
if_none_match=if_none_match,

    )).parsed
