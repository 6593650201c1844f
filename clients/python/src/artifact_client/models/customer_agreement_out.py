from __future__ import annotations

from collections.abc import Mapping
from typing import Any, TypeVar, BinaryIO, TextIO, TYPE_CHECKING, Generator

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..types import UNSET, Unset

from ..models.customer_agreement_out_level import CustomerAgreementOutLevel
from ..models.customer_agreement_out_state import CustomerAgreementOutState
from ..models.customer_agreement_out_type import CustomerAgreementOutType
from typing import cast
import datetime






T = TypeVar("T", bound="CustomerAgreementOut")



@_attrs_define
class CustomerAgreementOut:
    """ An agreement that binds a customer. `sha256` is of the executed copy.

        Attributes:
            id (str):
            agreement (None | str):
            revision (int | None):
            customer (str):
            name (str):
            level (CustomerAgreementOutLevel):
            type_ (CustomerAgreementOutType):
            state (CustomerAgreementOutState):
            is_in_force (bool):
            is_offline (bool):
            effective_start (datetime.datetime):
            effective_end (datetime.datetime | None):
            sha256 (str):
     """

    id: str
    agreement: None | str
    revision: int | None
    customer: str
    name: str
    level: CustomerAgreementOutLevel
    type_: CustomerAgreementOutType
    state: CustomerAgreementOutState
    is_in_force: bool
    is_offline: bool
    effective_start: datetime.datetime
    effective_end: datetime.datetime | None
    sha256: str
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)





    def to_dict(self) -> dict[str, Any]:
        id = self.id

        agreement: None | str
        agreement = self.agreement

        revision: int | None
        revision = self.revision

        customer = self.customer

        name = self.name

        level = self.level.value

        type_ = self.type_.value

        state = self.state.value

        is_in_force = self.is_in_force

        is_offline = self.is_offline

        effective_start = self.effective_start.isoformat()

        effective_end: None | str
        if isinstance(self.effective_end, datetime.datetime):
            effective_end = self.effective_end.isoformat()
        else:
            effective_end = self.effective_end

        sha256 = self.sha256


        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update({
            "id": id,
            "agreement": agreement,
            "revision": revision,
            "customer": customer,
            "name": name,
            "level": level,
            "type": type_,
            "state": state,
            "is_in_force": is_in_force,
            "is_offline": is_offline,
            "effective_start": effective_start,
            "effective_end": effective_end,
            "sha256": sha256,
        })

        return field_dict



    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        d = dict(src_dict)
        id = d.pop("id")

        def _parse_agreement(data: object) -> None | str:
            if data is None:
                return data
            return cast(None | str, data)

        agreement = _parse_agreement(d.pop("agreement"))


        def _parse_revision(data: object) -> int | None:
            if data is None:
                return data
            return cast(int | None, data)

        revision = _parse_revision(d.pop("revision"))


        customer = d.pop("customer")

        name = d.pop("name")

        level = CustomerAgreementOutLevel(d.pop("level"))




        type_ = CustomerAgreementOutType(d.pop("type"))




        state = CustomerAgreementOutState(d.pop("state"))




        is_in_force = d.pop("is_in_force")

        is_offline = d.pop("is_offline")

        effective_start = datetime.datetime.fromisoformat(d.pop("effective_start"))




        def _parse_effective_end(data: object) -> datetime.datetime | None:
            if data is None:
                return data
            try:
                if not isinstance(data, str):
                    raise TypeError()
                effective_end_type_0 = datetime.datetime.fromisoformat(data)



                return effective_end_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(datetime.datetime | None, data)

        effective_end = _parse_effective_end(d.pop("effective_end"))


        sha256 = d.pop("sha256")

        customer_agreement_out = cls(
            id=id,
            agreement=agreement,
            revision=revision,
            customer=customer,
            name=name,
            level=level,
            type_=type_,
            state=state,
            is_in_force=is_in_force,
            is_offline=is_offline,
            effective_start=effective_start,
            effective_end=effective_end,
            sha256=sha256,
        )


        customer_agreement_out.additional_properties = d
        return customer_agreement_out

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
