"""Moto itself, without what makes it slow or wrong for reads that are made by the thousand."""

import os
from collections.abc import Callable
from functools import cache
from typing import Any

import moto.core.responses
import moto.core.utils
import moto.kms.models
import moto.kms.responses
from moto.core.loaders import Loader, create_loader
from moto.core.utils import method_names_from_class
from moto.kms.utils import generate_private_key
from moto.moto_server.werkzeug_app import DomainDispatcherApplication, create_backend_app
from werkzeug.routing import Rule

from compliance.aws.service_models import QuickFiles

SYMMETRIC = ("SYMMETRIC_", "HMAC_")

Builder = Callable[..., tuple[str, str]]

_compile_builder = Rule._compile_builder  # noqa: SLF001 -- werkzeug has no other place for it


def emulator() -> DomainDispatcherApplication:
    """Moto's WSGI application, amended for the whole process.

    Moto makes an RSA key pair for every symmetric key, which takes a tenth of a second and is
    never used; and it refuses DescribeKey for any Deny, whomever and whatever it is about. For
    each service's model it looks through the folders of all services, for each account and region
    with a subnet it reads a list of machine images, which nobody asks for, and at each call it
    looks through all members of a class for its methods. For each path of a service werkzeug
    compiles two functions that make such a path, which takes longer than all else about it.
    """
    os.environ["MOTO_EC2_LOAD_DEFAULT_AMIS"] = "false"
    Loader.FILE_LOADER_CLASS = QuickFiles
    vars(moto.core.utils)["create_loader"] = cache(create_loader)
    vars(moto.core.responses)["method_names_from_class"] = cache(method_names_from_class)
    vars(moto.kms.models)["generate_private_key"] = _key_pair
    vars(moto.kms.responses)["validate_policy"] = _allow
    Rule._compile_builder = _builder  # type: ignore[assignment, method-assign]  # noqa: SLF001 -- as above
    return _Dispatcher(create_backend_app)


class _Dispatcher(DomainDispatcherApplication):
    """Remembers which backend a host is, which moto asks the file system for at every call."""

    def get_backend_for_host(self, host: str | None) -> Any:
        """The backend's name; None where there is none."""
        known: dict[str | None, Any] = self.__dict__.setdefault("known_hosts", {})
        if host not in known:
            known[host] = super().get_backend_for_host(host)
        return known[host]


def _key_pair(key_spec: str) -> Any:
    return None if key_spec.startswith(SYMMETRIC) else generate_private_key(key_spec)


def _allow(_key: object, _action: str) -> None:
    """Refuse nothing: `guard_key` decides."""


def _builder(rule: Rule, append_unknown: bool = True) -> Builder:  # noqa: FBT001, FBT002 -- theirs
    """What compiles only when a path is made, which moto does not."""

    def build(*given: Any, **named: Any) -> tuple[str, str]:
        return _compile_builder(rule, append_unknown)(*given, **named)

    return build
