"""collectors.elbv2: every load balancer, and the listeners of public application ones."""

import pytest

from compliance.aws.answers import NotCollected
from compliance.collectors.endpoint import ENDPOINT
from tests.compliance.collectors.gathering import REGION, declare, gather, has_member, refuse
from tests.demo.serving import OWN_ACCOUNT, Server

PREFIX = f"arn:aws:elasticloadbalancing:{REGION}:{OWN_ACCOUNT}:loadbalancer"
PUBLIC = f"{PREFIX}/app/shop/50dc"
INTERNAL = f"{PREFIX}/app/admin/51dc"
NETWORK = f"{PREFIX}/net/mqtt/52dc"
CERTIFICATE = f"arn:aws:acm:{REGION}:{OWN_ACCOUNT}:certificate/1"


def entry(arn: str, kind: str = "application", scheme: str = "internet-facing") -> dict[str, str]:
    """A load balancer of the list."""
    name = arn.split("/")[-2]
    return {"LoadBalancerArn": arn, "LoadBalancerName": name, "Type": kind, "Scheme": scheme}


@pytest.fixture
def balanced(aws: Server) -> Server:
    """A server with a public, an internal and a network load balancer."""
    listed = [entry(PUBLIC), entry(INTERNAL, scheme="internal"), entry(NETWORK, "network")]
    declare(aws, "elbv2:DescribeLoadBalancers", {"LoadBalancers": listed})
    listener = {
        "Port": 443,
        "Protocol": "HTTPS",
        "SslPolicy": "ELBSecurityPolicy-TLS13-1-2-2021-06",
        "Certificates": [{"CertificateArn": CERTIFICATE}],
    }
    listeners = {"Listeners": [listener]}
    declare(aws, "elbv2:DescribeListeners", listeners, LoadBalancerArn=PUBLIC)
    return aws


def test_every_load_balancer_is_an_endpoint(
    balanced: Server, monkeypatch: pytest.MonkeyPatch
) -> None:
    found = gather("elbv2", balanced, monkeypatch)
    assert [one.arn for one in found.population(ENDPOINT).resources] == [PUBLIC, INTERNAL, NETWORK]
    public = found.resource(PUBLIC)
    assert public["load_balancer"]["Scheme"] == "internet-facing"
    assert public["listeners"]["Listeners"][0]["Certificates"] == [{"CertificateArn": CERTIFICATE}]


def test_listeners_are_asked_for_where_the_internet_reaches_an_application(
    balanced: Server, monkeypatch: pytest.MonkeyPatch
) -> None:
    """⌈L/400⌉ + one per public application load balancer."""
    found = gather("elbv2", balanced, monkeypatch)
    assert sorted(found.calls) == ["elbv2:DescribeListeners", "elbv2:DescribeLoadBalancers"]


def test_region_without_load_balancers(aws: Server, monkeypatch: pytest.MonkeyPatch) -> None:
    declare(aws, "elbv2:DescribeLoadBalancers", {"LoadBalancers": []})
    population = gather("elbv2", aws, monkeypatch).population(ENDPOINT)
    assert (population.error, population.resources) == ("", [])
    assert population.arn == f"{PREFIX}/*"
    assert "returned 0 load balancers" in population.count_statement


def test_more_load_balancers_than_a_page_holds(
    aws: Server, monkeypatch: pytest.MonkeyPatch
) -> None:
    listed = [entry(f"{PREFIX}/net/n-{number}/1", "network") for number in range(401)]
    declare(aws, "elbv2:DescribeLoadBalancers", {"LoadBalancers": listed})
    found = gather("elbv2", aws, monkeypatch)
    assert len(found.population(ENDPOINT).resources) == 401
    assert len(found.calls) == 2


def test_denied_listeners_are_not_collected(
    balanced: Server, monkeypatch: pytest.MonkeyPatch
) -> None:
    refuse(balanced, "elbv2:DescribeListeners", "AccessDenied", 403, LoadBalancerArn=PUBLIC)
    public = gather("elbv2", balanced, monkeypatch).resource(PUBLIC)
    with pytest.raises(NotCollected, match="AccessDenied"):
        _ = public["listeners"]


def test_denied_list_is_an_error_of_the_population(
    aws: Server, monkeypatch: pytest.MonkeyPatch
) -> None:
    refuse(aws, "elbv2:DescribeLoadBalancers", "AccessDenied", 403)
    assert "AccessDenied" in gather("elbv2", aws, monkeypatch).population(ENDPOINT).error


@pytest.mark.parametrize(
    ("operation", "path"),
    [
        ("elbv2:DescribeLoadBalancers", "LoadBalancers.LoadBalancerArn"),
        ("elbv2:DescribeLoadBalancers", "LoadBalancers.LoadBalancerName"),
        ("elbv2:DescribeLoadBalancers", "LoadBalancers.Scheme"),
        ("elbv2:DescribeLoadBalancers", "LoadBalancers.Type"),
        (
            "elbv2:DescribeLoadBalancers",
            "LoadBalancers.AvailabilityZones.LoadBalancerAddresses.AllocationId",
        ),
        ("elbv2:DescribeListeners", "Listeners"),
    ],
)
def test_what_is_read_is_in_the_api(operation: str, path: str) -> None:
    assert has_member(operation, path)
