"""Moto, corrected, as a server."""

import botocore
import botocore.session

from compliance.aws.service_models import loader


def _read_by_the_loader_of_all(session: botocore.session.Session) -> None:
    session.register_component("data_loader", loader())


# Before moto is loaded: it makes three sessions meanwhile, and each would read where botocore's
# services are offered from its files again.
botocore.register_initializer(_read_by_the_loader_of_all)
