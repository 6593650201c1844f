from http import HTTPStatus
from typing import Any, cast
from urllib.parse import quote

import httpx

from ...client import AuthenticatedClient, Client
from ...types import Response, UNSET
from ... import errors

from ...models.acceptance_out import AcceptanceOut
from ...models.problem import Problem
from ...models.signature_in import SignatureIn
from ...types import UNSET, Unset
from typing import cast



def _get_kwargs(
    report: str,
    version: int,
    *,
    body: SignatureIn,
    idempotency_key: str | Unset = UNSET,

) -> dict[str, Any]:
    headers: dict[str, Any] = {}
    if not isinstance(idempotency_key, Unset):
        headers["Idempotency-Key"] = idempotency_key



    

    

    _kwargs: dict[str, Any] = {
        "method": "post",
        "url": "/api/v1/reports/{report}/versions/{version}/terms/acceptance".format(report=quote(str(report), safe=""),version=quote(str(version), safe=""),),
    }

    _kwargs["json"] = body.to_dict()

    headers["Content-Type"] = "application/json"

    _kwargs["headers"] = headers
    return _kwargs



def _parse_response(*, client: AuthenticatedClient | Client, response: httpx.Response) -> AcceptanceOut | Problem | None:
    if response.status_code == 201:
        response_201 = AcceptanceOut.from_dict(response.json())



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


def _build_response(*, client: AuthenticatedClient | Client, response: httpx.Response) -> Response[AcceptanceOut | Problem]:
    return Response(
        status_code=HTTPStatus(response.status_code),
        content=response.content,
        headers=response.headers,
        parsed=_parse_response(client=client, response=response),
    )


def sync_detailed(
    report: str,
    version: int,
    *,
    client: AuthenticatedClient,
    body: SignatureIn,
    idempotency_key: str | Unset = UNSET,

) -> Response[AcceptanceOut | Problem]:
    """ Accept the terms that you have read, in your own name.

     409 says that other terms hold by now. What is accepted is said by its bytes, not by its name.

    Args:
        report (str):
        version (int):
        idempotency_key (str | Unset):
        body (SignatureIn): The SHA-256 of the bytes that were read, the person's full name, and
            their authority.

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        Response[AcceptanceOut | Problem]
     """


    kwargs = _get_kwargs(
        report=report,
version=version,
body=body,
idempotency_key=idempotency_key,

    )

    response = client.get_httpx_client().request(
        **kwargs,
    )

    return _build_response(client=client, response=response)

def sync(
    report: str,
    version: int,
    *,
    client: AuthenticatedClient,
    body: SignatureIn,
    idempotency_key: str | Unset = UNSET,

) -> AcceptanceOut | Problem | None:
    """ Accept the terms that you have read, in your own name.

     409 says that other terms hold by now. What is accepted is said by its bytes, not by its name.

    Args:
        report (str):
        version (int):
        idempotency_key (str | Unset):
        body (SignatureIn): The SHA-256 of the bytes that were read, the person's full name, and
            their authority.

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        AcceptanceOut | Problem
     """


    return sync_detailed(
        report=report,
version=version,
client=client,
body=body,
idempotency_key=idempotency_key,

    ).parsed

async def asyncio_detailed(
    report: str,
    version: int,
    *,
    client: AuthenticatedClient,
    body: SignatureIn,
    idempotency_key: str | Unset = UNSET,

) -> Response[AcceptanceOut | Problem]:
    """ Accept the terms that you have read, in your own name.

     409 says that other terms hold by now. What is accepted is said by its bytes, not by its name.

    Args:
        report (str):
        version (int):
        idempotency_key (str | Unset):
        body (SignatureIn): The SHA-256 of the bytes that were read, the person's full name, and
            their authority.

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        Response[AcceptanceOut | Problem]
     """


    kwargs = _get_kwargs(
        report=report,
version=version,
body=body,
idempotency_key=idempotency_key,

    )

    response = await client.get_async_httpx_client().request(
        **kwargs
    )

    return _build_response(client=client, response=response)

async def asyncio(
    report: str,
    version: int,
    *,
    client: AuthenticatedClient,
    body: SignatureIn,
    idempotency_key: str | Unset = UNSET,

) -> AcceptanceOut | Problem | None:
    """ Accept the terms that you have read, in your own name.

     409 says that other terms hold by now. What is accepted is said by its bytes, not by its name.

    Args:
        report (str):
        version (int):
        idempotency_key (str | Unset):
        body (SignatureIn): The SHA-256 of the bytes that were read, the person's full name, and
            their authority.

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        AcceptanceOut | Problem
     """


    return (await asyncio_detailed(
        report=report,
version=version,
client=client,
body=body,
idempotency_key=idempotency_key,

    )).parsed
