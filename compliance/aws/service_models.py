"""Botocore's models of services, read from disk once in a process."""

import gc
from functools import cache

import botocore.session
from botocore.loaders import Loader, create_loader
from botocore.model import OperationModel, ServiceModel


@cache
def operation_model(service: str, operation: str) -> OperationModel:
    """Botocore's model of an operation, `kms` and `DescribeKey`."""
    return service_model(service).operation_model(operation)


@cache
def service_model(service: str) -> ServiceModel:
    """Botocore's model of a service by boto3's name for it."""
    core = botocore.session.Session()
    core.register_component("data_loader", loader())
    model: ServiceModel = core.get_service_model(service)
    # Models are large and stay. Else every full garbage collection would walk through all of
    # them, which took a third of the time of reading small accounts.
    gc.freeze()
    return model


@cache
def loader() -> Loader:
    """One loader for all sessions: reading a service model costs tens of milliseconds."""
    return create_loader()
