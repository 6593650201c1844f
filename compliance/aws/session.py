"""Sign in to an account: boto3's own credentials, then its role; nothing is stored."""

import threading
from collections import OrderedDict
from collections.abc import Callable, Mapping
from contextlib import suppress
from datetime import datetime
from typing import Any

import boto3
import botocore.session
from botocore.client import BaseClient
from botocore.config import Config
from botocore.credentials import (
    AssumeRoleCredentialFetcher,
    CredentialProvider,
    CredentialResolver,
    DeferredRefreshableCredentials,
)
from botocore.exceptions import BotoCoreError, ClientError, NoCredentialsError
from botocore.parsers import ResponseParserError

from compliance.aws.parse import parse_response
from compliance.aws.reader import Reader
from compliance.aws.recorder import Exchange, GarbledAnswer, attach, attach_check, current
from compliance.aws.regions import home_region
from compliance.aws.service_models import new_session, operation_model
from compliance.aws.target import GLOBAL, Target
from compliance.aws.turns import Turns
from compliance.aws.unparsed import ErrorsOnly

# Retries are the reader's, so that each attempt is recorded.
CONFIG = Config(
    connect_timeout=3,
    read_timeout=20,
    retries={"total_max_attempts": 1},
    max_pool_connections=32,
    user_agent_extra="artifact",
)
ROLE_SECONDS = 3600
# Signing in is not evidence: botocore itself may repeat what was throttled or lost.
SIGN_IN = CONFIG.merge(Config(retries={"total_max_attempts": 5, "mode": "standard"}))

# A worker process reads an account's units one after another, mostly.
KEPT_SESSIONS = 32
_kept: OrderedDict[Target, boto3.Session] = OrderedDict()
_making = threading.Lock()

Clock = Callable[[], datetime]


class AccountUnreachable(Exception):
    """The account cannot be signed in to; the message says why and what to do."""


class AccountSession:
    """An account that was signed in to; makes readers, and reuses clients and service models."""

    def __init__(self, target: Target, session: boto3.Session, clock: Clock) -> None:
        self.target = target
        self.caller_arn = ""
        self._session = session
        self._clock = clock
        self.turns = Turns()
        self._clients: dict[tuple[str, str], BaseClient] = {}
        self._lock = threading.Lock()

    def reader(
        self,
        region: str,
        *,
        keep_going: Callable[[], None] = lambda: None,
        since: Mapping[str, datetime] | None = None,
    ) -> Reader:
        """A reader of one region, or of what is global; `keep_going` may raise to stop it.

        `since` is for windowed collectors: what they have read already.
        """
        place = home_region(self.target.partition) if region == GLOBAL else region
        return Reader(self, place, clock=self._clock, keep_going=keep_going, since=since)

    def client(self, service: str, region: str) -> BaseClient:
        """A recorded client; the same for the same service and region."""
        with self._lock:
            if (service, region) not in self._clients:
                # botocore's sessions, which several of these may share, make one at a time.
                with _making:
                    self._clients[service, region] = self._make(service, region)
            return self._clients[service, region]

    def plain_client(self, service: str, region: str, endpoint_url: str = "") -> BaseClient:
        """A client whose answers are no evidence, so nothing is recorded; it retries itself."""
        with _making:
            made: BaseClient = self._session.client(
                service,  # type: ignore[call-overload]  # any service's name
                region_name=region,
                endpoint_url=endpoint_url or None,
                config=SIGN_IN,
            )
        return made

    def _make(self, service: str, region: str) -> BaseClient:
        endpoint = self.target.endpoint_url or None
        client = self._session.client(
            service,  # type: ignore[call-overload]  # any service's name
            region_name=region,
            endpoint_url=endpoint,
            config=CONFIG.merge(Config(s3={"addressing_style": "path"})) if endpoint else CONFIG,
        )
        if endpoint:
            client.meta.events.register("before-sign.s3-control", self._without_host_prefix)
        return attach(client)

    def _without_host_prefix(self, request: Any, **_: object) -> None:
        """An emulator has one host; S3 Control puts the account's id before it."""
        request.url = request.url.replace(f"//{self.target.account_id}.", "//", 1)


def open_session(target: Target, *, clock: Clock, reuse: bool = False) -> AccountSession:
    """A session of the target's account, proven to be that account's.

    With `reuse`, a role that this process assumed before is used as long as AWS takes it.

    :raises AccountUnreachable: the credentials, the role, the external id, the endpoint or the
        account is not what it should be.
    """
    region = home_region(target.partition)
    try:
        opened, identity = _signed_in(target, region, clock, reuse=reuse)
    except NoCredentialsError as error:
        raise AccountUnreachable(
            "there are no AWS credentials here: set those of the service's own identity"
        ) from error
    except ClientError as error:
        raise AccountUnreachable(_refusal(target, error)) from error
    except (GarbledAnswer, ResponseParserError) as error:
        raise AccountUnreachable(
            f"{_endpoint(target)} does not answer as AWS does: {error}"
        ) from error
    except BotoCoreError as error:
        raise AccountUnreachable(f"{_endpoint(target)} cannot be reached: {error}") from error
    if identity["Account"] != target.account_id:
        raise AccountUnreachable(
            f"the credentials belong to account {identity['Account']}, not to {target.account_id}"
        )
    opened.caller_arn = identity["Arn"]
    return opened


def _signed_in(
    target: Target, region: str, clock: Clock, *, reuse: bool
) -> tuple[AccountSession, dict[str, str]]:
    """A session and who it is.

    That is asked each time: whether the account can be reached is known before anything is read,
    and credentials that were revoked are never relied on.
    """
    kept = _kept.pop(target, None) if reuse else None
    if kept is not None:
        opened = AccountSession(target, kept, clock)
        with suppress(ClientError):
            return _keep(target, opened, kept, _caller(opened, region))
    made = _session(target, region)
    opened = AccountSession(target, made, clock)
    return _keep(target, opened, made, _caller(opened, region))


def _keep(
    target: Target, opened: AccountSession, made: boto3.Session, identity: dict[str, str]
) -> tuple[AccountSession, dict[str, str]]:
    """Both as they came; the session is kept for the account's next unit in this process."""
    # Without a role the credentials are the machine's own, which somebody may change meanwhile.
    if target.role_arn:
        _kept[target] = made
        while len(_kept) > KEPT_SESSIONS:
            _kept.popitem(last=False)
    return opened, identity


def _session(target: Target, region: str) -> boto3.Session:
    core = new_session()
    if not target.role_arn:
        core.register_component("response_parser_factory", ErrorsOnly())
        return boto3.Session(botocore_session=core, region_name=region)
    extra = {"RoleSessionName": "artifact", "DurationSeconds": ROLE_SECONDS}
    if target.external_id:
        extra["ExternalId"] = target.external_id
    source = core.get_credentials()
    if source is None:
        raise NoCredentialsError
    fetcher = AssumeRoleCredentialFetcher(
        client_creator=_sts(core, target, region),
        source_credentials=source,
        role_arn=target.role_arn,
        extra_args=extra,
    )
    assumed = new_session()
    assumed.register_component("response_parser_factory", ErrorsOnly())
    credentials = DeferredRefreshableCredentials(
        method="assume-role", refresh_using=fetcher.fetch_credentials
    )
    assumed.register_component("credential_provider", CredentialResolver([_Given(credentials)]))
    return boto3.Session(botocore_session=assumed, region_name=region)


class _Given(CredentialProvider):
    """Hands out credentials that are there already and renew themselves."""

    METHOD = "assume-role"

    def __init__(self, credentials: DeferredRefreshableCredentials) -> None:
        super().__init__()
        self._credentials = credentials

    def load(self) -> DeferredRefreshableCredentials:
        return self._credentials


def _sts(core: botocore.session.Session, target: Target, region: str) -> Callable[..., BaseClient]:
    def create(service: str, **options: Any) -> BaseClient:
        """A client whose answers are checked, but whose bytes, secrets among them, are dropped."""
        client = core.create_client(
            service,
            region_name=region,
            endpoint_url=target.endpoint_url or None,
            config=SIGN_IN,
            **options,
        )
        return attach_check(client)

    return create


def _caller(opened: AccountSession, region: str) -> dict[str, str]:
    exchanges: list[Exchange] = []
    token = current.set(exchanges)
    try:
        sts: Any = opened.client("sts", region)
        sts.get_caller_identity()
    finally:
        current.reset(token)
    last = exchanges[-1]
    model = operation_model("sts", "GetCallerIdentity")
    return parse_response(model, last.status or 0, dict(last.headers), last.body)


def _refusal(target: Target, error: ClientError) -> str:
    code = error.response["Error"].get("Code", "")
    message = error.response["Error"].get("Message", "")
    if error.operation_name == "AssumeRole":
        return (
            f"the role {target.role_arn} cannot be assumed ({code}: {message}). Check that it "
            "exists, that its trust policy names this service's identity, and that it demands "
            "the external id that was given"
        )
    return f"{error.operation_name} was refused ({code}: {message})"


def _endpoint(target: Target) -> str:
    return target.endpoint_url or "AWS"
