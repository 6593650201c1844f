"""Botocore's models of services, read from disk once in a process."""

import gc
import gzip
import json
from copy import copy
from functools import cache
from pathlib import Path
from typing import Any, ClassVar

import botocore.client
import botocore.session
from botocore.client import ClientCreator
from botocore.hooks import EventAliaser, HierarchicalEmitter
from botocore.loaders import JSONFileLoader, Loader
from botocore.model import OperationModel, ServiceModel

_OPENERS = ((".json", open), (".json.gz", gzip.open))


@cache
def operation_model(service: str, operation: str) -> OperationModel:
    """Botocore's model of an operation, `kms` and `DescribeKey`."""
    return service_model(service).operation_model(operation)


@cache
def service_model(service: str) -> ServiceModel:
    """Botocore's model of a service by boto3's name for it."""
    model: ServiceModel = shared_session().get_service_model(service)
    # Models are large and stay. Else every full garbage collection would walk through all of
    # them, which took a third of the time of reading small accounts.
    gc.freeze()
    return model


@cache
def shared_session() -> botocore.session.Session:
    """One session for all questions about models and endpoints; it signs in nowhere.

    Each new one reads all of botocore's endpoint data again.
    """
    return new_session()


def new_session() -> botocore.session.Session:
    """A session of its own that reads botocore's data by the loader of all."""
    handlers = copy(_botocores_handlers())
    made = botocore.session.Session(event_hooks=handlers, include_builtin_handlers=False)
    made.register_component("event_emitter", QuickEvents(handlers))
    made.register_component("data_loader", loader())
    return made


@cache
def _botocores_handlers() -> HierarchicalEmitter:
    """What botocore itself hears of events: a copy costs far less than registering each anew."""
    handlers = HierarchicalEmitter()
    botocore.session.Session(event_hooks=handlers)
    return handlers


class QuickEvents(EventAliaser):
    """Botocore's events; what a name stands for is looked up once for the clients of all sessions.

    Every client has a copy, and each would look through all aliases for every name again. If
    botocore no longer keeps what it found under this name, it is only slower.
    """

    _found: ClassVar[dict[str, str]] = {}

    def __init__(self, *given: Any) -> None:
        super().__init__(*given)
        self._alias_name_cache = self._found


@cache
def loader() -> Loader:
    """One loader for all sessions: reading a service model costs tens of milliseconds."""
    return QuickLoader()


class QuickFiles(JSONFileLoader):
    """Botocore's JSON files as plain dictionaries, whose order Python keeps anyway.

    Botocore makes OrderedDicts of them, which take far longer to make.
    """

    def load_file(self, file_path: str) -> Any:
        """What the file holds, plain or packed; None where there is none."""
        for suffix, opened in _OPENERS:
            path = Path(file_path + suffix)
            if path.is_file():
                with opened(path, "rb") as file:
                    return json.loads(file.read())
        return None


class QuickLoader(Loader):
    """Botocore's loader, reading its files quickly."""

    FILE_LOADER_CLASS = QuickFiles


class QuickClients(ClientCreator):
    """Botocore's maker of clients, with one model and the same methods for all of a service.

    It makes both anew for each client, some hundred methods among them: half of the time that a
    client takes. What else a session adds to a client's class is added to each as ever. Where
    botocore no longer asks these two, it is only slower; sessions of other loaders do not notice.
    """

    _loader: Loader
    _methods: ClassVar[dict[ServiceModel, Any]] = {}

    def _load_service_model(self, service_name: str, api_version: str | None = None) -> Any:
        if api_version or not isinstance(self._loader, QuickLoader):
            return super()._load_service_model(service_name, api_version)  # type: ignore[misc]  # private
        return service_model(service_name)

    def _create_methods(self, service_model: ServiceModel) -> Any:
        made = self._methods.get(service_model)
        if made is None:
            made = super()._create_methods(service_model)  # type: ignore[misc]  # private
            if isinstance(self._loader, QuickLoader):
                self._methods[service_model] = made
        return dict(made)


botocore.client.ClientCreator = QuickClients  # type: ignore[misc]  # to be made by every session
