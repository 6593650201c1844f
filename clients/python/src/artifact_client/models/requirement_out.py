from __future__ import annotations

from collections.abc import Mapping
from typing import Any, TypeVar, BinaryIO, TextIO, TYPE_CHECKING, Generator

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..types import UNSET, Unset

from typing import cast

if TYPE_CHECKING:
  from ..models.control_ref_out import ControlRefOut
  from ..models.requirement_out_future_dated_type_0 import RequirementOutFutureDatedType0
  from ..models.requirement_out_superseded_type_0 import RequirementOutSupersededType0





T = TypeVar("T", bound="RequirementOut")



@_attrs_define
class RequirementOut:
    """ One clause. `evidence` says how much of it its controls can prove.

        Attributes:
            id (str):
            framework (str):
            title (str):
            text (None | str):
            group (str):
            parent (None | str):
            kind (str):
            designation (None | str):
            applies_to (str):
            evidence (str):
            controls (list[ControlRefOut]):
            manual_evidence (list[str]):
            inherited_from_aws (None | str):
            inherited (list[str]):
            cadence (None | str):
            future_dated (None | RequirementOutFutureDatedType0):
            superseded (None | RequirementOutSupersededType0):
            note (None | str):
     """

    id: str
    framework: str
    title: str
    text: None | str
    group: str
    parent: None | str
    kind: str
    designation: None | str
    applies_to: str
    evidence: str
    controls: list[ControlRefOut]
    manual_evidence: list[str]
    inherited_from_aws: None | str
    inherited: list[str]
    cadence: None | str
    future_dated: None | RequirementOutFutureDatedType0
    superseded: None | RequirementOutSupersededType0
    note: None | str
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)





    def to_dict(self) -> dict[str, Any]:
        from ..models.control_ref_out import ControlRefOut # noqa: PLC0415
        from ..models.requirement_out_future_dated_type_0 import RequirementOutFutureDatedType0 # noqa: PLC0415
        from ..models.requirement_out_superseded_type_0 import RequirementOutSupersededType0 # noqa: PLC0415
        id = self.id

        framework = self.framework

        title = self.title

        text: None | str
        text = self.text

        group = self.group

        parent: None | str
        parent = self.parent

        kind = self.kind

        designation: None | str
        designation = self.designation

        applies_to = self.applies_to

        evidence = self.evidence

        controls = []
        for controls_item_data in self.controls:
            controls_item = controls_item_data.to_dict()
            controls.append(controls_item)



        manual_evidence = self.manual_evidence



        inherited_from_aws: None | str
        inherited_from_aws = self.inherited_from_aws

        inherited = self.inherited



        cadence: None | str
        cadence = self.cadence

        future_dated: dict[str, Any] | None
        if isinstance(self.future_dated, RequirementOutFutureDatedType0):
            future_dated = self.future_dated.to_dict()
        else:
            future_dated = self.future_dated

        superseded: dict[str, Any] | None
        if isinstance(self.superseded, RequirementOutSupersededType0):
            superseded = self.superseded.to_dict()
        else:
            superseded = self.superseded

        note: None | str
        note = self.note


        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update({
            "id": id,
            "framework": framework,
            "title": title,
            "text": text,
            "group": group,
            "parent": parent,
            "kind": kind,
            "designation": designation,
            "applies_to": applies_to,
            "evidence": evidence,
            "controls": controls,
            "manual_evidence": manual_evidence,
            "inherited_from_aws": inherited_from_aws,
            "inherited": inherited,
            "cadence": cadence,
            "future_dated": future_dated,
            "superseded": superseded,
            "note": note,
        })

        return field_dict



    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        from ..models.control_ref_out import ControlRefOut # noqa: PLC0415
        from ..models.requirement_out_future_dated_type_0 import RequirementOutFutureDatedType0 # noqa: PLC0415
        from ..models.requirement_out_superseded_type_0 import RequirementOutSupersededType0 # noqa: PLC0415
        d = dict(src_dict)
        id = d.pop("id")

        framework = d.pop("framework")

        title = d.pop("title")

        def _parse_text(data: object) -> None | str:
            if data is None:
                return data
            return cast(None | str, data)

        text = _parse_text(d.pop("text"))


        group = d.pop("group")

        def _parse_parent(data: object) -> None | str:
            if data is None:
                return data
            return cast(None | str, data)

        parent = _parse_parent(d.pop("parent"))


        kind = d.pop("kind")

        def _parse_designation(data: object) -> None | str:
            if data is None:
                return data
            return cast(None | str, data)

        designation = _parse_designation(d.pop("designation"))


        applies_to = d.pop("applies_to")

        evidence = d.pop("evidence")

        controls = []
        _controls = d.pop("controls")
        for controls_item_data in (_controls):
            controls_item = ControlRefOut.from_dict(controls_item_data)



            controls.append(controls_item)


        manual_evidence = cast(list[str], d.pop("manual_evidence"))


        def _parse_inherited_from_aws(data: object) -> None | str:
            if data is None:
                return data
            return cast(None | str, data)

        inherited_from_aws = _parse_inherited_from_aws(d.pop("inherited_from_aws"))


        inherited = cast(list[str], d.pop("inherited"))


        def _parse_cadence(data: object) -> None | str:
            if data is None:
                return data
            return cast(None | str, data)

        cadence = _parse_cadence(d.pop("cadence"))


        def _parse_future_dated(data: object) -> None | RequirementOutFutureDatedType0:
            if data is None:
                return data
            try:
                if not isinstance(data, dict):
                    raise TypeError()
                future_dated_type_0 = RequirementOutFutureDatedType0.from_dict(data)



                return future_dated_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(None | RequirementOutFutureDatedType0, data)

        future_dated = _parse_future_dated(d.pop("future_dated"))


        def _parse_superseded(data: object) -> None | RequirementOutSupersededType0:
            if data is None:
                return data
            try:
                if not isinstance(data, dict):
                    raise TypeError()
                superseded_type_0 = RequirementOutSupersededType0.from_dict(data)



                return superseded_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(None | RequirementOutSupersededType0, data)

        superseded = _parse_superseded(d.pop("superseded"))


        def _parse_note(data: object) -> None | str:
            if data is None:
                return data
            return cast(None | str, data)

        note = _parse_note(d.pop("note"))


        requirement_out = cls(
            id=id,
            framework=framework,
            title=title,
            text=text,
            group=group,
            parent=parent,
            kind=kind,
            designation=designation,
            applies_to=applies_to,
            evidence=evidence,
            controls=controls,
            manual_evidence=manual_evidence,
            inherited_from_aws=inherited_from_aws,
            inherited=inherited,
            cadence=cadence,
            future_dated=future_dated,
            superseded=superseded,
            note=note,
        )


        requirement_out.additional_properties = d
        return requirement_out

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
