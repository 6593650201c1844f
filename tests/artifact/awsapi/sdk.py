"""boto3 of any version in a process of its own; what it hears is held against the model."""

import base64
import json
import os
import subprocess
import uuid
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from tests.artifact.awsapi.shape_rules import ShapeRules

SPEAK = Path(__file__).with_name("speak.py")
# No configuration of whoever runs the tests.
ENV = {"AWS_CONFIG_FILE": "/dev/null", "AWS_SHARED_CREDENTIALS_FILE": "/dev/null"}


@dataclass(frozen=True)
class Refused(Exception):
    """An error as boto3 raised it: its class, and `response` of the exception."""

    kind: str
    response: dict[str, Any]

    @property
    def code(self) -> str:
        """`Error.Code`."""
        return str(self.response["Error"]["Code"])

    @property
    def attempts(self) -> int:
        """How often boto3 asked."""
        return int(self.response["ResponseMetadata"]["RetryAttempts"]) + 1


class Boto3:
    """One boto3 in a process of its own, which makes many clients: to start it takes longest."""

    def __init__(self, python: Path) -> None:
        self._process = subprocess.Popen(
            [str(python), "-W", "ignore", str(SPEAK)],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            env={**os.environ, **ENV},
            text=True,
        )

    def say(self, what: dict[str, Any]) -> None:
        """Send it on its way."""
        assert self._process.stdin
        self._process.stdin.write(json.dumps(what) + "\n")
        self._process.stdin.flush()

    def hear(self) -> dict[str, Any]:
        """What came of a call."""
        assert self._process.stdout
        said: dict[str, Any] = json.loads(self._process.stdout.readline())
        return said

    def close(self) -> None:
        """End the process."""
        for pipe in (self._process.stdin, self._process.stdout):
            assert pipe
            pipe.close()
        self._process.wait(20)


class Sdk:
    """One client of one boto3."""

    def __init__(self, boto3: Boto3, rules: ShapeRules, **client: Any) -> None:
        self._rules = rules
        self._boto3 = boto3
        self._name = uuid.uuid4().hex
        boto3.say({"client": self._name, "make": client})

    def __call__(self, operation: str, **params: Any) -> Any:
        """What the operation answers.

        :raises Refused: it answers an error.
        """
        return self._heard({"operation": operation, "params": params})

    def paged(self, operation: str, paging: dict[str, int], **params: Any) -> Any:
        """All pages of the operation, by boto3's own paginator."""
        return self._heard({"operation": operation, "params": params, "paging": paging})

    def presigned(self, operation: str, seconds: int, **params: Any) -> str:
        """The address under which the operation can be asked without a key."""
        asked = {"operation": operation, "params": params, "presign": seconds}
        return str(self._heard(asked))

    def _heard(self, asked: dict[str, Any]) -> Any:
        self._boto3.say({"client": self._name, **asked})
        said = self._boto3.hear()
        assert "failure" not in said, said["failure"]
        for one in said["wire"]:
            self._rules.check(
                asked["operation"], one["status"], one["headers"], base64.b64decode(one["body"])
            )
        if "error" in said:
            raise Refused(said["error"]["class"], said["error"]["response"])
        return said["answer"]
