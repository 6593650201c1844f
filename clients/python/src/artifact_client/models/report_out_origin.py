from enum import StrEnum

class ReportOutOrigin(StrEnum):
    ASSESSMENT = "assessment"
    AWS_ARTIFACT = "aws_artifact"
    UPLOAD = "upload"

    def __str__(self) -> str:
        return str(self.value)
