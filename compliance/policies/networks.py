"""How wide the address ranges of a condition are (S3 User Guide, "The meaning of public")."""

from ipaddress import IPv4Network, IPv6Network, collapse_addresses, ip_network

_WIDEST_IPV4 = 8
_WIDEST_IPV6 = 32
_RFC1918 = (
    IPv4Network("10.0.0.0/8"),
    IPv4Network("172.16.0.0/12"),
    IPv4Network("192.168.0.0/16"),
)
_IPV4_IN_IPV6 = IPv6Network("::ffff:0:0/96")
# Sixteen /8 blocks are more than any one owner has: a list that long is the Internet, cut up.
_MOST_IPV4_ADDRESSES = 16 * 2**24


def each_is_named(ranges: tuple[str, ...]) -> bool:
    """Whether every range alone is narrow enough for AWS: IPv4 from /8, IPv6 from /32."""
    networks = _read(ranges)
    return networks is not None and all(map(_is_narrow, networks))


def together_are_named(ranges: tuple[str, ...]) -> bool:
    """Whether the ranges are also narrow when joined, so that two halves are not a whole.

    RFC 1918 ranges do not count; a value that is no range makes the answer no.
    """
    networks = _read(ranges)
    if networks is None:
        return False
    ipv4 = [one for one in networks if isinstance(one, IPv4Network) and not _is_private(one)]
    ipv6 = [one for one in networks if isinstance(one, IPv6Network)]
    joined = [*collapse_addresses(ipv4), *collapse_addresses(ipv6)]
    addresses = sum(one.num_addresses for one in collapse_addresses(ipv4))
    return all(_is_narrow(one) for one in joined) and addresses < _MOST_IPV4_ADDRESSES


def _read(ranges: tuple[str, ...]) -> list[IPv4Network | IPv6Network] | None:
    try:
        return [ip_network(text, strict=False) for text in ranges]
    except ValueError:
        return None


def _is_narrow(network: IPv4Network | IPv6Network) -> bool:
    if isinstance(network, IPv4Network):
        return network.prefixlen >= _WIDEST_IPV4
    return network.prefixlen >= _WIDEST_IPV6 and not network.overlaps(_IPV4_IN_IPV6)


def _is_private(network: IPv4Network) -> bool:
    return any(network.subnet_of(private) for private in _RFC1918)
