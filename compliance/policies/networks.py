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


def are_named(ranges: tuple[str, ...]) -> bool:
    """Whether the ranges, joined so that two halves are a whole, leave most of the world out.

    AWS draws the line at IPv4 /8 and IPv6 /32 and does not count RFC 1918. A value that is no
    range makes the answer no.
    """
    try:
        networks = [ip_network(text, strict=False) for text in ranges]
    except ValueError:
        return False
    ipv4 = [one for one in networks if isinstance(one, IPv4Network) and not _is_private(one)]
    ipv6 = [one for one in networks if isinstance(one, IPv6Network)]
    joined = list(collapse_addresses(ipv4))
    return (
        all(one.prefixlen >= _WIDEST_IPV4 for one in joined)
        and sum(one.num_addresses for one in joined) < _MOST_IPV4_ADDRESSES
        and all(one.prefixlen >= _WIDEST_IPV6 for one in collapse_addresses(ipv6))
        and not any(one.overlaps(_IPV4_IN_IPV6) for one in ipv6)
    )


def _is_private(network: IPv4Network) -> bool:
    return any(network.subnet_of(private) for private in _RFC1918)
