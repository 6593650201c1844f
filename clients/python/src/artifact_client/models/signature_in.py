from __future__ import annotations

from collections.abc import Mapping
from typing import Any, TypeVar, BinaryIO, TextIO, TYPE_CHECKING, Generator

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..types import UNSET, Unset







T = TypeVar("T", bound="SignatureIn")



@_attrs_define
class SignatureIn:
    """ The SHA-256 of the bytes that were read, the person's full name, and their authority.

        Attributes:
            document (str): 64 hexadecimal digits.
            typed_name (str):
            authority (str):
     """

    document: str
    typed_name: str
    authority: str





    def to_dict(self) -> dict[str, Any]:
        document = self.document

        typed_name = self.typed_name

        authority = self.authority


        field_dict: dict[str, Any] = {}

        field_dict.update({
            "document": document,
            "typed_name": typed_name,
            "authority": authority,
        })

        return field_dict



    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        d = dict(src_dict)
        document = d.pop("document")

        typed_name = d.pop("typed_name")

        authority = d.pop("authority")

        signature_in = cls(
            document=document,
            typed_name=typed_name,
            authority=authority,
        )

        return signature_in

