from __future__ import annotations

from collections.abc import Mapping
from typing import Any, TypeVar, BinaryIO, TextIO, TYPE_CHECKING, Generator

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..types import UNSET, Unset

from ..models.finding_out_severity_type_0 import FindingOutSeverityType0
from ..models.finding_out_status import FindingOutStatus
from typing import cast
import datetime






T = TypeVar("T", bound="FindingOut")



@_attrs_define
class FindingOut:
    """ A span of time in which one control gave one resource the same outcome.

    `snapshot` is the evidence that opened it; `limits_of` the framework whose limits were used,
    null for the control's own. A span without `closed_at` holds still.

        Attributes:
            id (int):
            account (str):
            region (str):
            service (str):
            control (str):
            control_version (int):
            limits_of (None | str):
            severity (FindingOutSeverityType0 | None):
            resource (str):
            status (FindingOutStatus):
            reason (str):
            opened_at (datetime.datetime):
            closed_at (datetime.datetime | None):
            snapshot (int | None):
     """

    id: int
    account: str
    region: str
    service: str
    control: str
    control_version: int
    limits_of: None | str
    severity: FindingOutSeverityType0 | None
    resource: str
    status: FindingOutStatus
    reason: str
    opened_at: datetime.datetime
    closed_at: datetime.datetime | None
    snapshot: int | None
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)





    def to_dict(self) -> dict[str, Any]:
        id = self.id

        account = self.account

        region = self.region

        service = self.service

        control = self.control

        control_version = self.control_version

        limits_of: None | str
        limits_of = self.limits_of

        severity: None | str
        if isinstance(self.severity, FindingOutSeverityType0):
            severity = self.severity.value
        else:
            severity = self.severity

        resource = self.resource

        status = self.status.value

        reason = self.reason

        opened_at = self.opened_at.isoformat()

        closed_at: None | str
        if isinstance(self.closed_at, datetime.datetime):
            closed_at = self.closed_at.isoformat()
        else:
            closed_at = self.closed_at

        snapshot: int | None
        snapshot = self.snapshot


        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update({
            "id": id,
            "account": account,
            "region": region,
            "service": service,
            "control": control,
            "control_version": control_version,
            "limits_of": limits_of,
            "severity": severity,
            "resource": resource,
            "status": status,
            "reason": reason,
            "opened_at": opened_at,
            "closed_at": closed_at,
            "snapshot": snapshot,
        })

        return field_dict



    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        d = dict(src_dict)
        id = d.pop("id")

        account = d.pop("account")

        region = d.pop("region")

        service = d.pop("service")

        control = d.pop("control")

        control_version = d.pop("control_version")

        def _parse_limits_of(data: object) -> None | str:
            if data is None:
                return data
            return cast(None | str, data)

        limits_of = _parse_limits_of(d.pop("limits_of"))


        def _parse_severity(data: object) -> FindingOutSeverityType0 | None:
            if data is None:
                return data
            try:
                if not isinstance(data, str):
                    raise TypeError()
                severity_type_0 = FindingOutSeverityType0(data)



                return severity_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(FindingOutSeverityType0 | None, data)

        severity = _parse_severity(d.pop("severity"))


        resource = d.pop("resource")

        status = FindingOutStatus(d.pop("status"))




        reason = d.pop("reason")

        opened_at = datetime.datetime.fromisoformat(d.pop("opened_at"))




        def _parse_closed_at(data: object) -> datetime.datetime | None:
            if data is None:
                return data
            try:
                if not isinstance(data, str):
                    raise TypeError()
                closed_at_type_0 = datetime.datetime.fromisoformat(data)



                return closed_at_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(datetime.datetime | None, data)

        closed_at = _parse_closed_at(d.pop("closed_at"))


        def _parse_snapshot(data: object) -> int | None:
            if data is None:
                return data
            return cast(int | None, data)

        snapshot = _parse_snapshot(d.pop("snapshot"))


        finding_out = cls(
            id=id,
            account=account,
            region=region,
            service=service,
            control=control,
            control_version=control_version,
            limits_of=limits_of,
            severity=severity,
            resource=resource,
            status=status,
            reason=reason,
            opened_at=opened_at,
            closed_at=closed_at,
            snapshot=snapshot,
        )


        finding_out.additional_properties = d
        return finding_out

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
