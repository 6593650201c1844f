from __future__ import annotations

from collections.abc import Mapping
from typing import Any, TypeVar, BinaryIO, TextIO, TYPE_CHECKING, Generator

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..types import UNSET, Unset

from ..models.control_out_severity import ControlOutSeverity
from typing import cast

if TYPE_CHECKING:
  from ..models.control_out_params import ControlOutParams





T = TypeVar("T", bound="ControlOut")



@_attrs_define
class ControlOut:
    """ One automatic test. `collectors` are whose evidence it judges, `params` its own limits.

        Attributes:
            id (str):
            version (int):
            title (str):
            severity (ControlOutSeverity):
            service (str):
            resource_type (str):
            collectors (list[str]):
            params (ControlOutParams):
            risk (str):
            remediation (str):
            source (str):
     """

    id: str
    version: int
    title: str
    severity: ControlOutSeverity
    service: str
    resource_type: str
    collectors: list[str]
    params: ControlOutParams
    risk: str
    remediation: str
    source: str
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)





    def to_dict(self) -> dict[str, Any]:
        from ..models.control_out_params import ControlOutParams # noqa: PLC0415
        id = self.id

        version = self.version

        title = self.title

        severity = self.severity.value

        service = self.service

        resource_type = self.resource_type

        collectors = self.collectors



        params = self.params.to_dict()

        risk = self.risk

        remediation = self.remediation

        source = self.source


        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update({
            "id": id,
            "version": version,
            "title": title,
            "severity": severity,
            "service": service,
            "resource_type": resource_type,
            "collectors": collectors,
            "params": params,
            "risk": risk,
            "remediation": remediation,
            "source": source,
        })

        return field_dict



    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        from ..models.control_out_params import ControlOutParams # noqa: PLC0415
        d = dict(src_dict)
        id = d.pop("id")

        version = d.pop("version")

        title = d.pop("title")

        severity = ControlOutSeverity(d.pop("severity"))




        service = d.pop("service")

        resource_type = d.pop("resource_type")

        collectors = cast(list[str], d.pop("collectors"))


        params = ControlOutParams.from_dict(d.pop("params"))




        risk = d.pop("risk")

        remediation = d.pop("remediation")

        source = d.pop("source")

        control_out = cls(
            id=id,
            version=version,
            title=title,
            severity=severity,
            service=service,
            resource_type=resource_type,
            collectors=collectors,
            params=params,
            risk=risk,
            remediation=remediation,
            source=source,
        )


        control_out.additional_properties = d
        return control_out

    @property
    def additional_keys(self) -> list[str]:
        return list(self.additional_properties.keys())

    def __getitem__(self, key: str) -> Any:
        return self.additional_properties[key]

    def __setitem__(self, key: str, value: Any) -> None:
        self.additional_properties[key] = value

    def __delitem__(self, key: str) -> None:
        del self.additional_properties[key]

    def __contains__(self, key: str) -> bool:
        return key in self.additional_properties
