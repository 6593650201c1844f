from __future__ import annotations

from collections.abc import Mapping
from typing import Any, TypeVar, BinaryIO, TextIO, TYPE_CHECKING, Generator

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..types import UNSET, Unset

from ..models.run_out_state import RunOutState
from typing import cast
import datetime






T = TypeVar("T", bound="RunOut")



@_attrs_define
class RunOut:
    """ One reading of an account. Empty `services` or `regions` mean every one.

        Attributes:
            id (int):
            account (str):
            state (RunOutState):
            services (list[str]):
            regions (list[str]):
            requested_by (str):
            requested_at (datetime.datetime):
            started_at (datetime.datetime | None):
            finished_at (datetime.datetime | None):
            evaluated_at (datetime.datetime | None):
            steps_done (int):
            steps_total (int):
            calls_made (int):
            error (str):
     """

    id: int
    account: str
    state: RunOutState
    services: list[str]
    regions: list[str]
    requested_by: str
    requested_at: datetime.datetime
    started_at: datetime.datetime | None
    finished_at: datetime.datetime | None
    evaluated_at: datetime.datetime | None
    steps_done: int
    steps_total: int
    calls_made: int
    error: str
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)





    def to_dict(self) -> dict[str, Any]:
        id = self.id

        account = self.account

        state = self.state.value

        services = self.services



        regions = self.regions



        requested_by = self.requested_by

        requested_at = self.requested_at.isoformat()

        started_at: None | str
        if isinstance(self.started_at, datetime.datetime):
            started_at = self.started_at.isoformat()
        else:
            started_at = self.started_at

        finished_at: None | str
        if isinstance(self.finished_at, datetime.datetime):
            finished_at = self.finished_at.isoformat()
        else:
            finished_at = self.finished_at

        evaluated_at: None | str
        if isinstance(self.evaluated_at, datetime.datetime):
            evaluated_at = self.evaluated_at.isoformat()
        else:
            evaluated_at = self.evaluated_at

        steps_done = self.steps_done

        steps_total = self.steps_total

        calls_made = self.calls_made

        error = self.error


        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update({
            "id": id,
            "account": account,
            "state": state,
            "services": services,
            "regions": regions,
            "requested_by": requested_by,
            "requested_at": requested_at,
            "started_at": started_at,
            "finished_at": finished_at,
            "evaluated_at": evaluated_at,
            "steps_done": steps_done,
            "steps_total": steps_total,
            "calls_made": calls_made,
            "error": error,
        })

        return field_dict



    @classmethod
    def from_dict(cls: type[T], src_dict: Mapping[str, Any]) -> T:
        d = dict(src_dict)
        id = d.pop("id")

        account = d.pop("account")

        state = RunOutState(d.pop("state"))




        services = cast(list[str], d.pop("services"))


        regions = cast(list[str], d.pop("regions"))


        requested_by = d.pop("requested_by")

        requested_at = datetime.datetime.fromisoformat(d.pop("requested_at"))




        def _parse_started_at(data: object) -> datetime.datetime | None:
            if data is None:
                return data
            try:
                if not isinstance(data, str):
                    raise TypeError()
                started_at_type_0 = datetime.datetime.fromisoformat(data)



                return started_at_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(datetime.datetime | None, data)

        started_at = _parse_started_at(d.pop("started_at"))


        def _parse_finished_at(data: object) -> datetime.datetime | None:
            if data is None:
                return data
            try:
                if not isinstance(data, str):
                    raise TypeError()
                finished_at_type_0 = datetime.datetime.fromisoformat(data)



                return finished_at_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(datetime.datetime | None, data)

        finished_at = _parse_finished_at(d.pop("finished_at"))


        def _parse_evaluated_at(data: object) -> datetime.datetime | None:
            if data is None:
                return data
            try:
                if not isinstance(data, str):
                    raise TypeError()
                evaluated_at_type_0 = datetime.datetime.fromisoformat(data)



                return evaluated_at_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(datetime.datetime | None, data)

        evaluated_at = _parse_evaluated_at(d.pop("evaluated_at"))


        steps_done = d.pop("steps_done")

        steps_total = d.pop("steps_total")

        calls_made = d.pop("calls_made")

        error = d.pop("error")

        run_out = cls(
            id=id,
            account=account,
            state=state,
            services=services,
            regions=regions,
            requested_by=requested_by,
            requested_at=requested_at,
            started_at=started_at,
            finished_at=finished_at,
            evaluated_at=evaluated_at,
            steps_done=steps_done,
            steps_total=steps_total,
            calls_made=calls_made,
            error=error,
        )


        run_out.additional_properties = d
        return run_out

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
