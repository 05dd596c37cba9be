"""Which machines may be asked for what a stranger's package names."""

from __future__ import annotations

import ipaddress

METADATA = {ipaddress.ip_address("168.63.129.16")}  # a public address that means « the host of this machine »


def is_public(text: str) -> bool:
    """Whether an address is one of the public internet, by itself and by the IPv4 address inside it.

    >>> [is_public(a) for a in ("8.8.8.8", "127.0.0.1", "::ffff:10.0.0.1", "169.254.169.254")]
    [True, False, False, False]
    """
    address = ipaddress.ip_address(text.partition("%")[0])
    if isinstance(address, ipaddress.IPv6Address):
        inner = address.ipv4_mapped or address.sixtofour
        if inner is not None:
            return is_public(str(inner))
        if address.teredo is not None or address.is_site_local:
            return False
    closed = address.is_multicast or address.is_reserved or address in METADATA
    return address.is_global and not closed
