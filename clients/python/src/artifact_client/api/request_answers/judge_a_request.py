from http import HTTPStatus
from typing import Any, cast
from urllib.parse import quote

import httpx

from ...client import AuthenticatedClient, Client
from ...types import Response, UNSET
from ... import errors

from ...models.judgement_in import JudgementIn
from ...models.problem import Problem
from ...models.request_whole import RequestWhole
from ...types import UNSET, Unset
from typing import cast



def _get_kwargs(
    engagement: str,
    number: int,
    *,
    body: JudgementIn,
    idempotency_key: str | Unset = UNSET,

) -> dict[str, Any]:
    headers: dict[str, Any] = {}
    if not isinstance(idempotency_key, Unset):
        headers["Idempotency-Key"] = idempotency_key



    

    

    _kwargs: dict[str, Any] = {
        "method": "post",
        "url": "/api/v1/engagements/{engagement}/requests/{number}/judgements".format(engagement=quote(str(engagement), safe=""),number=quote(str(number), safe=""),),
    }

    _kwargs["json"] = body.to_dict()

    headers["Content-Type"] = "application/json"

    _kwargs["headers"] = headers
    return _kwargs



def _parse_response(*, client: AuthenticatedClient | Client, response: httpx.Response) -> Problem | RequestWhole | None:
    if response.status_code == 201:
        response_201 = RequestWhole.from_dict(response.json())



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


def _build_response(*, client: AuthenticatedClient | Client, response: httpx.Response) -> Response[Problem | RequestWhole]:
    return Response(
        status_code=HTTPStatus(response.status_code),
        content=response.content,
        headers=response.headers,
        parsed=_parse_response(client=client, response=response),
    )


def sync_detailed(
    engagement: str,
    number: int,
    *,
    client: AuthenticatedClient,
    body: JudgementIn,
    idempotency_key: str | Unset = UNSET,

) -> Response[Problem | RequestWhole]:
    """ Accept what was handed in, or return it and say what is missing.

    Args:
        engagement (str):
        number (int):
        idempotency_key (str | Unset):
        body (JudgementIn): Whether it is enough; what is returned needs a reason.

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        Response[Problem | RequestWhole]
     """


    kwargs = _get_kwargs(
        engagement=engagement,
number=number,
body=body,
idempotency_key=idempotency_key,

    )

    response = client.get_httpx_client().request(
        **kwargs,
    )

    return _build_response(client=client, response=response)

def sync(
    engagement: str,
    number: int,
    *,
    client: AuthenticatedClient,
    body: JudgementIn,
    idempotency_key: str | Unset = UNSET,

) -> Problem | RequestWhole | None:
    """ Accept what was handed in, or return it and say what is missing.

    Args:
        engagement (str):
        number (int):
        idempotency_key (str | Unset):
        body (JudgementIn): Whether it is enough; what is returned needs a reason.

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        Problem | RequestWhole
     """


    return sync_detailed(
        engagement=engagement,
number=number,
client=client,
body=body,
idempotency_key=idempotency_key,

    ).parsed

async def asyncio_detailed(
    engagement: str,
    number: int,
    *,
    client: AuthenticatedClient,
    body: JudgementIn,
    idempotency_key: str | Unset = UNSET,

) -> Response[Problem | RequestWhole]:
    """ Accept what was handed in, or return it and say what is missing.

    Args:
        engagement (str):
        number (int):
        idempotency_key (str | Unset):
        body (JudgementIn): Whether it is enough; what is returned needs a reason.

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        Response[Problem | RequestWhole]
     """


    kwargs = _get_kwargs(
        engagement=engagement,
number=number,
body=body,
idempotency_key=idempotency_key,

    )

    response = await client.get_async_httpx_client().request(
        **kwargs
    )

    return _build_response(client=client, response=response)

async def asyncio(
    engagement: str,
    number: int,
    *,
    client: AuthenticatedClient,
    body: JudgementIn,
    idempotency_key: str | Unset = UNSET,

) -> Problem | RequestWhole | None:
    """ Accept what was handed in, or return it and say what is missing.

    Args:
        engagement (str):
        number (int):
        idempotency_key (str | Unset):
        body (JudgementIn): Whether it is enough; what is returned needs a reason.

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        Problem | RequestWhole
     """


    return (await asyncio_detailed(
        engagement=engagement,
number=number,
client=client,
body=body,
idempotency_key=idempotency_key,

    )).parsed
