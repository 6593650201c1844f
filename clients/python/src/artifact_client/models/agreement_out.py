from __future__ import annotations

from collections.abc import Mapping
from typing import Any, TypeVar, BinaryIO, TextIO, TYPE_CHECKING, Generator

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..types import UNSET, Unset

from ..models.agreement_out_kind import AgreementOutKind
from ..models.agreement_out_subjects_item import AgreementOutSubjectsItem
from typing import cast






T = TypeVar("T", bound="AgreementOut")



@_attrs_define
class AgreementOut:
    """ What can be signed. `subjects` says whom it can bind; `revision` is the newest number.

        Attributes:
            id (str):
            name (str):
            kind (AgreementOutKind):
            description (str):
            subjects (list[AgreementOutSubjectsItem]):
            revision (int | None):
     """

    id: str
    name: str
    kind: AgreementOutKind
    description: str
    subjects: list[AgreementOutSubjectsItem]
    revision: int | None
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)





    def to_dict(self) -> dict[str, Any]:
        id = self.id

        name = self.name

        kind = self.kind.value

        description = self.description

        subjects = []
        for subjects_item_data in self.subjects:
            subjects_item = subjects_item_data.value
            subjects.append(subjects_item)



        revision: int | None
        revision = self.revision


        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update({
            "id": id,
            "name": name,
            "kind": kind,
            "description": description,
            "subjects": subjects,
            "revision": revision,
        })

        return field_dict



    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        d = dict(src_dict)
        id = d.pop("id")

        name = d.pop("name")

        kind = AgreementOutKind(d.pop("kind"))




        description = d.pop("description")

        subjects = []
        _subjects = d.pop("subjects")
        for subjects_item_data in (_subjects):
            subjects_item = AgreementOutSubjectsItem(subjects_item_data)



            subjects.append(subjects_item)


        def _parse_revision(data: object) -> int | None:
            if data is None:
                return data
            return cast(int | None, data)

        revision = _parse_revision(d.pop("revision"))


        agreement_out = cls(
            id=id,
            name=name,
            kind=kind,
            description=description,
            subjects=subjects,
            revision=revision,
        )


        agreement_out.additional_properties = d
        return agreement_out

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
