"""What the server keeps beside moto."""

import threading
from collections import deque
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from demo.aws_server.declared import DeclaredAnswers
from demo.aws_server.events import Events
from demo.aws_server.faults import Faults
from demo.aws_server.overrides import Overrides

CALLS_KEPT = 200_000


@dataclass
class Memory:
    """Overrides, declared answers and events, faults, calls made, and settings that moto drops.

    `settings` holds what moto takes no note of, by (operation that set it, ARN): the period of
    EnableKeyRotation, the rules of RotateSecret.
    """

    overrides: Overrides = field(default_factory=Overrides)
    declared: DeclaredAnswers = field(default_factory=DeclaredAnswers)
    events: Events = field(default_factory=Events)
    faults: Faults = field(default_factory=Faults)
    calls: deque[Mapping[str, Any]] = field(default_factory=lambda: deque(maxlen=CALLS_KEPT))
    settings: dict[tuple[str, str], dict[str, Any]] = field(default_factory=dict)
    lock: threading.Lock = field(default_factory=threading.Lock)

    def reset(self) -> None:
        """Forget all."""
        self.overrides.clear()
        self.declared.clear()
        self.events.clear()
        self.faults.replace([])
        self.calls.clear()
        self.settings.clear()
