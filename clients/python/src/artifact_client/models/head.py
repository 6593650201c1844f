from __future__ import annotations

from collections.abc import Mapping
from typing import Any, TypeVar, BinaryIO, TextIO, TYPE_CHECKING, Generator

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..types import UNSET, Unset

from typing import cast

if TYPE_CHECKING:
  from ..models.checkpoint_out import CheckpointOut





T = TypeVar("T", bound="Head")



@_attrs_define
class Head:
    """ Where the ledger stands; what is not there yet is null.

    `signed_note` is the newest signed checkpoint (C2SP signed-note), `keys` verify it.

        Attributes:
            checkpoint (CheckpointOut | None):
            signed_size (int | None):
            signed_note (None | str):
            keys (list[str]):
     """

    checkpoint: CheckpointOut | None
    signed_size: int | None
    signed_note: None | str
    keys: list[str]
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)





    def to_dict(self) -> dict[str, Any]:
        from ..models.checkpoint_out import CheckpointOut # noqa: PLC0415
        checkpoint: dict[str, Any] | None
        if isinstance(self.checkpoint, CheckpointOut):
            checkpoint = self.checkpoint.to_dict()
        else:
            checkpoint = self.checkpoint

        signed_size: int | None
        signed_size = self.signed_size

        signed_note: None | str
        signed_note = self.signed_note

        keys = self.keys




        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update({
            "checkpoint": checkpoint,
            "signed_size": signed_size,
            "signed_note": signed_note,
            "keys": keys,
        })

        return field_dict



    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        from ..models.checkpoint_out import CheckpointOut # noqa: PLC0415
        d = dict(src_dict)
        def _parse_checkpoint(data: object) -> CheckpointOut | None:
            if data is None:
                return data
            try:
                if not isinstance(data, dict):
                    raise TypeError()
                checkpoint_type_0 = CheckpointOut.from_dict(data)



                return checkpoint_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(CheckpointOut | None, data)

        checkpoint = _parse_checkpoint(d.pop("checkpoint"))


        def _parse_signed_size(data: object) -> int | None:
            if data is None:
                return data
            return cast(int | None, data)

        signed_size = _parse_signed_size(d.pop("signed_size"))


        def _parse_signed_note(data: object) -> None | str:
            if data is None:
                return data
            return cast(None | str, data)

        signed_note = _parse_signed_note(d.pop("signed_note"))


        keys = cast(list[str], d.pop("keys"))


        head = cls(
            checkpoint=checkpoint,
            signed_size=signed_size,
            signed_note=signed_note,
            keys=keys,
        )


        head.additional_properties = d
        return head

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
