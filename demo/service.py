"""What the estate holds of one AWS service: how it is planted, and what is to be found of it.

A service is one module in `demo/services/`, and what is declared of it lies in
`demo/estate/<account>/<service>.yaml`. To compare what the product finds with what is declared:

    ./run test tests/demo/test_truth.py
"""

import importlib
import pkgutil
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from graphlib import TopologicalSorter

from demo import services
from demo.estate import GLOBAL, Declared
from demo.planting import Plot

__all__ = [
    "GLOBAL",
    "Kind",
    "Planted",
    "Service",
    "declared_here",
    "itself",
    "services_in_order",
]


@dataclass(frozen=True)
class Planted:
    """One resource with the ARN that it was given, where it lies, and what is declared of it.

    `declared["expect"]` names the status of each control that does not pass.
    """

    arn: str
    region: str
    declared: Declared


@dataclass(frozen=True)
class Kind:
    """Resources of one type, and the controls that judge each.

    `planted` gives those of one region, or of `global`. `population` is the ARN of what stands for
    all of them where there is none, with `{region}` and `{account}`; for a kind that is never
    empty it is "". `expect_populations` in a declaration names the kind where it was not listed.
    `stands_for_all` says whether an empty region has such a row.
    """

    name: str
    controls: tuple[str, ...]
    planted: Callable[[Plot, str], Iterable[Planted]]
    population: str
    is_global: bool = False
    stands_for_all: Callable[[Plot, str], bool] = lambda _plot, _region: True


@dataclass(frozen=True)
class Service:
    """One service: `plant` is called for each region of an account, or once with `global`.

    `after` names services that must be planted before. `account_controls` judge the account as a
    whole; `expect_account` in a declaration names those that do not pass.
    """

    name: str
    plant: Callable[[Plot, str], None]
    kinds: tuple[Kind, ...] = ()
    account_controls: tuple[str, ...] = ()
    after: tuple[str, ...] = ()
    is_global: bool = False

    def places(self, plot: Plot) -> tuple[str, ...]:
        """Where it is planted in an account."""
        return (GLOBAL,) if self.is_global else plot.account.regions


def services_in_order() -> list[Service]:
    """Every service of `demo/services/`, each after those that it needs."""
    found = {one.name: one for one in _found()}
    order = TopologicalSorter({name: found[name].after for name in sorted(found)})
    return [found[name] for name in order.static_order()]


def itself(kind: str, arn: str) -> Callable[[Plot, str], Iterator[Planted]]:
    """`planted` of a kind of which each region has exactly one: the service itself there.

    `arn` may hold `{region}` and `{account}`. What is declared under `kind` is one mapping a
    region, `- {region: eu-west-1, expect: {…}}`; a region without one is as declared for
    `region: "*"`.
    """

    def planted(plot: Plot, region: str) -> Iterator[Planted]:
        by_region = {one["region"]: one for one in plot.account.declared.get(kind, ())}
        declared = by_region.get(region, by_region.get("*", {}))
        yield Planted(arn.format(region=region, account=plot.account.id), region, declared)

    return planted


def declared_here(one: Declared, region: str) -> Iterator[Declared]:
    """What is declared of a resource in a region: the resource, or its replica there."""
    if one["region"] == region:
        yield one
    yield from (replica for replica in one.get("replicas", ()) if replica["region"] == region)


def _found() -> Iterator[Service]:
    for module in pkgutil.iter_modules(services.__path__, f"{services.__name__}."):
        yield importlib.import_module(module.name).SERVICE
