from http import HTTPStatus
from typing import Any, cast
from urllib.parse import quote

import httpx

from ...client import AuthenticatedClient, Client
from ...types import Response, UNSET
from ... import errors

from ...models.assessment_out import AssessmentOut
from ...models.problem import Problem
from ...types import UNSET, Unset
from typing import cast
import datetime



def _get_kwargs(
    framework: str,
    *,
    account: list[str] | Unset = UNSET,
    region: list[str] | Unset = UNSET,
    as_of: datetime.datetime | Unset = UNSET,
    if_none_match: str | Unset = UNSET,

) -> dict[str, Any]:
    headers: dict[str, Any] = {}
    if not isinstance(if_none_match, Unset):
        headers["If-None-Match"] = if_none_match



    

    params: dict[str, Any] = {}

    json_account: list[str] | Unset = UNSET
    if not isinstance(account, Unset):
        json_account = account


    params["account"] = json_account

    json_region: list[str] | Unset = UNSET
    if not isinstance(region, Unset):
        json_region = region


    params["region"] = json_region

    json_as_of: str | Unset = UNSET
    if not isinstance(as_of, Unset):
        json_as_of = as_of.isoformat()
    params["as_of"] = json_as_of


    params = {k: v for k, v in params.items() if v is not UNSET and v is not None}


    _kwargs: dict[str, Any] = {
        "method": "get",
        "url": "/api/v1/assessments/{framework}".format(framework=quote(str(framework), safe=""),),
        "params": params,
    }


    _kwargs["headers"] = headers
    return _kwargs



def _parse_response(*, client: AuthenticatedClient | Client, response: httpx.Response) -> Any | AssessmentOut | Problem | None:
    if response.status_code == 200:
        response_200 = AssessmentOut.from_dict(response.json())



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


def _build_response(*, client: AuthenticatedClient | Client, response: httpx.Response) -> Response[Any | AssessmentOut | Problem]:
    return Response(
        status_code=HTTPStatus(response.status_code),
        content=response.content,
        headers=response.headers,
        parsed=_parse_response(client=client, response=response),
    )


def sync_detailed(
    framework: str,
    *,
    client: AuthenticatedClient,
    account: list[str] | Unset = UNSET,
    region: list[str] | Unset = UNSET,
    as_of: datetime.datetime | Unset = UNSET,
    if_none_match: str | Unset = UNSET,

) -> Response[Any | AssessmentOut | Problem]:
    """ The framework held against what you may see, requirement by requirement.

     Findings of a whole account count in each of its regions. A report says more: it is signed,
    and shows the evidence.

    Args:
        framework (str):
        account (list[str] | Unset):
        region (list[str] | Unset):
        as_of (datetime.datetime | Unset):
        if_none_match (str | Unset):

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        Response[Any | AssessmentOut | Problem]
     """


    kwargs = _get_kwargs(
        framework=framework,
account=account,
region=region,
as_of=as_of,
if_none_match=if_none_match,

    )

    response = client.get_httpx_client().request(
        **kwargs,
    )

    return _build_response(client=client, response=response)

def sync(
    framework: str,
    *,
    client: AuthenticatedClient,
    account: list[str] | Unset = UNSET,
    region: list[str] | Unset = UNSET,
    as_of: datetime.datetime | Unset = UNSET,
    if_none_match: str | Unset = UNSET,

) -> Any | AssessmentOut | Problem | None:
    """ The framework held against what you may see, requirement by requirement.

     Findings of a whole account count in each of its regions. A report says more: it is signed,
    and shows the evidence.

    Args:
        framework (str):
        account (list[str] | Unset):
        region (list[str] | Unset):
        as_of (datetime.datetime | Unset):
        if_none_match (str | Unset):

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        Any | AssessmentOut | Problem
     """


    return sync_detailed(
        framework=framework,
client=client,
account=account,
region=region,
as_of=as_of,
if_none_match=if_none_match,

    ).parsed

async def asyncio_detailed(
    framework: str,
    *,
    client: AuthenticatedClient,
    account: list[str] | Unset = UNSET,
    region: list[str] | Unset = UNSET,
    as_of: datetime.datetime | Unset = UNSET,
    if_none_match: str | Unset = UNSET,

) -> Response[Any | AssessmentOut | Problem]:
    """ The framework held against what you may see, requirement by requirement.

     Findings of a whole account count in each of its regions. A report says more: it is signed,
    and shows the evidence.

    Args:
        framework (str):
        account (list[str] | Unset):
        region (list[str] | Unset):
        as_of (datetime.datetime | Unset):
        if_none_match (str | Unset):

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        Response[Any | AssessmentOut | Problem]
     """


    kwargs = _get_kwargs(
        framework=framework,
account=account,
region=region,
as_of=as_of,
if_none_match=if_none_match,

    )

    response = await client.get_async_httpx_client().request(
        **kwargs
    )

    return _build_response(client=client, response=response)

async def asyncio(
    framework: str,
    *,
    client: AuthenticatedClient,
    account: list[str] | Unset = UNSET,
    region: list[str] | Unset = UNSET,
    as_of: datetime.datetime | Unset = UNSET,
    if_none_match: str | Unset = UNSET,

) -> Any | AssessmentOut | Problem | None:
    """ The framework held against what you may see, requirement by requirement.

     Findings of a whole account count in each of its regions. A report says more: it is signed,
    and shows the evidence.

    Args:
        framework (str):
        account (list[str] | Unset):
        region (list[str] | Unset):
        as_of (datetime.datetime | Unset):
        if_none_match (str | Unset):

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        Any | AssessmentOut | Problem
     """


    return (await asyncio_detailed(
        framework=framework,
client=client,
account=account,
region=region,
as_of=as_of,
if_none_match=if_none_match,

    )).parsed
