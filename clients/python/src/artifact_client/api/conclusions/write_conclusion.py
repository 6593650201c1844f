from http import HTTPStatus
from typing import Any, cast
from urllib.parse import quote

import httpx

from ...client import AuthenticatedClient, Client
from ...types import Response, UNSET
from ... import errors

from ...models.conclusion_in import ConclusionIn
from ...models.conclusion_out import ConclusionOut
from ...models.problem import Problem
from ...types import UNSET, Unset
from typing import cast



def _get_kwargs(
    engagement: str,
    *,
    body: ConclusionIn,
    idempotency_key: str | Unset = UNSET,

) -> dict[str, Any]:
    headers: dict[str, Any] = {}
    if not isinstance(idempotency_key, Unset):
        headers["Idempotency-Key"] = idempotency_key



    

    

    _kwargs: dict[str, Any] = {
        "method": "post",
        "url": "/api/v1/engagements/{engagement}/conclusions".format(engagement=quote(str(engagement), safe=""),),
    }

    _kwargs["json"] = body.to_dict()

    headers["Content-Type"] = "application/json"

    _kwargs["headers"] = headers
    return _kwargs



def _parse_response(*, client: AuthenticatedClient | Client, response: httpx.Response) -> ConclusionOut | Problem | None:
    if response.status_code == 201:
        response_201 = ConclusionOut.from_dict(response.json())



        return response_201

    if response.status_code == 400:
        response_400 = Problem.from_dict(response.json())



        return response_400

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

    if response.status_code == 413:
        response_413 = Problem.from_dict(response.json())



        return response_413

    if response.status_code == 415:
        response_415 = Problem.from_dict(response.json())



        return response_415

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


def _build_response(*, client: AuthenticatedClient | Client, response: httpx.Response) -> Response[ConclusionOut | Problem]:
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
    body: ConclusionIn,
    idempotency_key: str | Unset = UNSET,

) -> Response[ConclusionOut | Problem]:
    """ Write the next version; those before it stay as they are.

    Args:
        engagement (str):
        idempotency_key (str | Unset):
        body (ConclusionIn): The next version of the conclusion on a control, and what it rests
            on.

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        Response[ConclusionOut | Problem]
     """


    kwargs = _get_kwargs(
        engagement=engagement,
body=body,
idempotency_key=idempotency_key,

    )

    response = client.get_httpx_client().request(
        **kwargs,
    )

    return _build_response(client=client, response=response)

def sync(
    engagement: str,
    *,
    client: AuthenticatedClient,
    body: ConclusionIn,
    idempotency_key: str | Unset = UNSET,

) -> ConclusionOut | Problem | None:
    """ Write the next version; those before it stay as they are.

    Args:
        engagement (str):
        idempotency_key (str | Unset):
        body (ConclusionIn): The next version of the conclusion on a control, and what it rests
            on.

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        ConclusionOut | Problem
     """


    return sync_detailed(
        engagement=engagement,
client=client,
body=body,
idempotency_key=idempotency_key,

    ).parsed

async def asyncio_detailed(
    engagement: str,
    *,
    client: AuthenticatedClient,
    body: ConclusionIn,
    idempotency_key: str | Unset = UNSET,

) -> Response[ConclusionOut | Problem]:
    """ Write the next version; those before it stay as they are.

    Args:
        engagement (str):
        idempotency_key (str | Unset):
        body (ConclusionIn): The next version of the conclusion on a control, and what it rests
            on.

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        Response[ConclusionOut | Problem]
     """


    kwargs = _get_kwargs(
        engagement=engagement,
body=body,
idempotency_key=idempotency_key,

    )

    response = await client.get_async_httpx_client().request(
        **kwargs
    )

    return _build_response(client=client, response=response)

async def asyncio(
    engagement: str,
    *,
    client: AuthenticatedClient,
    body: ConclusionIn,
    idempotency_key: str | Unset = UNSET,

) -> ConclusionOut | Problem | None:
    """ Write the next version; those before it stay as they are.

    Args:
        engagement (str):
        idempotency_key (str | Unset):
        body (ConclusionIn): The next version of the conclusion on a control, and what it rests
            on.

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        ConclusionOut | Problem
     """


    return (await asyncio_detailed(
        engagement=engagement,
client=client,
body=body,
idempotency_key=idempotency_key,

    )).parsed
