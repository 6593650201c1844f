from __future__ import annotations

from collections.abc import Mapping
from typing import Any, TypeVar, BinaryIO, TextIO, TYPE_CHECKING, Generator

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..types import UNSET, Unset

from typing import cast
import datetime






T = TypeVar("T", bound="Me")



@_attrs_define
class Me:
    """ The owner of a token, and the token itself.

        Attributes:
            email (str):
            role (str):
            actions (list[str]):
            token (str):
            scopes (list[str]):
            engagement (None | str):
            expires_at (datetime.datetime):
     """

    email: str
    role: str
    actions: list[str]
    token: str
    scopes: list[str]
    engagement: None | str
    expires_at: datetime.datetime
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)





    def to_dict(self) -> dict[str, Any]:
        email = self.email

        role = self.role

        actions = self.actions



        token = self.token

        scopes = self.scopes



        engagement: None | str
        engagement = self.engagement

        expires_at = self.expires_at.isoformat()


        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update({
            "email": email,
            "role": role,
            "actions": actions,
            "token": token,
            "scopes": scopes,
            "engagement": engagement,
            "expires_at": expires_at,
        })

        return field_dict



    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        d = dict(src_dict)
        email = d.pop("email")

        role = d.pop("role")

        actions = cast(list[str], d.pop("actions"))


        token = d.pop("token")

        scopes = cast(list[str], d.pop("scopes"))


        def _parse_engagement(data: object) -> None | str:
            if data is None:
                return data
            return cast(None | str, data)

        engagement = _parse_engagement(d.pop("engagement"))


        expires_at = datetime.datetime.fromisoformat(d.pop("expires_at"))




        me = cls(
            email=email,
            role=role,
            actions=actions,
            token=token,
            scopes=scopes,
            engagement=engagement,
            expires_at=expires_at,
        )


        me.additional_properties = d
        return me

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
