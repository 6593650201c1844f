"""Plant certificates, of which no control asks anything yet."""

from demo.planting import Plot
from demo.service import Service


def plant_certificates(plot: Plot, region: str) -> None:
    """The declared certificates of a region."""
    declared = list(plot.account.each("certificates", region))
    if not declared:
        return
    acm = plot.client("acm", region)
    known = {one["DomainName"] for one in acm.list_certificates()["CertificateSummaryList"]}
    for one in declared:
        if one["domain"] not in known:
            acm.request_certificate(DomainName=one["domain"], ValidationMethod="DNS")


SERVICE = Service(name="acm", plant=plant_certificates)
