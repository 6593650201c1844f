"""AWS's own reports in AWS Artifact, which are the same for every account."""

from datetime import UTC, datetime, timedelta
from typing import Any

CATEGORY = "Certifications and Attestations"
# Name, series, and how many days ago the period began and ended; certificates still hold.
PUBLISHED = (
    ("SOC 1 Type 2 Report", "SOC", 450, 85),
    ("SOC 2 Type 2 Security Availability and Confidentiality Report", "SOC", 450, 85),
    ("SOC 2 Type 1 Privacy Report", "SOC", 90, 85),
    ("SOC Continued Operations Letter", "SOC", 85, 20),
    ("PCI DSS 4-0-1 Attestation of Compliance AOC", "PCI", 500, 135),
    ("PCI DSS 4-0-1 Responsibility Summary", "PCI", 500, 135),
    ("PCI 3DS Attestation of Compliance AOC", "PCI", 400, 35),
    ("ISO 27001 2022 Certificate", "ISO", 300, -795),
    ("ISO 27001 2022 Statement of Applicability", "ISO", 300, -795),
    ("C5 Type 2 Report", "C5", 400, 35),
    ("FINMA ISAE 3000 Type 2 Report", "FINMA", 400, 35),
    ("FedRAMP Moderate Customer Package", "FedRAMP", 200, -165),
)


def published(now: datetime) -> list[dict[str, Any]]:
    """AWS's newest reports as of a day, and one of a vendor's; times as AWS's JSON has them."""
    reports = [_report(number, now, *one) for number, one in enumerate(PUBLISHED, 1)]
    vendors = _report(90, now, "SOC 2 Type 2 Report", "SOC", 370, 5)
    return [*reports, {**vendors, "companyName": "Example Vendor", "productName": "Example"}]


def _report(
    number: int, now: datetime, name: str, series: str, began: int, ended: int
) -> dict[str, Any]:
    report_id = f"report-EXAMPLE{number:09d}"
    midnight = now.astimezone(UTC).replace(hour=0, minute=0, second=0, microsecond=0)
    return {
        "id": report_id,
        "arn": f"arn:aws:artifact:us-east-1::report/{report_id}",
        "name": name,
        "description": name,
        "series": series,
        "category": CATEGORY,
        "companyName": "AWS",
        "productName": "AWS",
        "state": "PUBLISHED",
        "uploadState": "COMPLETE",
        "acceptanceType": "EXPLICIT",
        "version": 3,
        "periodStart": (midnight - timedelta(days=began)).timestamp(),
        "periodEnd": (midnight - timedelta(days=ended)).timestamp(),
    }
