"""Identifiers of people and organisations whose check digits tell a slip of the hand: ROR, ORCID, ISNI.

Source: ISO 7064, mod 11-2 (ORCID, ISNI) and mod 97-10 (ROR, whose letters are Crockford's base 32).
"""

from __future__ import annotations

import re

_ROR = re.compile(r"https://ror\.org/(0[a-hj-km-np-tv-z0-9]{6})([0-9]{2})", re.ASCII)
_ORCID = re.compile(r"https://orcid\.org/((?:\d{4}-){3}\d{3})([\dX])", re.ASCII)
_ISNI = re.compile(r"https://isni\.org/isni/(\d{15})([\dX])", re.ASCII)
_LETTERS = "0123456789abcdefghjkmnpqrstvwxyz"


def is_formed(text: str) -> bool:
    """True for the address of a ROR, an ORCID or an ISNI, whatever its check digits are."""
    return any(form.fullmatch(text) for form in (_ROR, _ORCID, _ISNI))


def is_right(text: str) -> bool:
    """True where the check digits of such an address follow from the others.

    >>> [is_right(f"https://ror.org/{name}") for name in ("04wxnsj81", "04wxnsj82")]
    [True, False]
    >>> is_right("https://orcid.org/0000-0002-1825-0097"), is_right("https://isni.org/isni/0000000121032683")
    (True, True)
    """
    if ror := _ROR.fullmatch(text):
        number = 0
        for letter in ror[1]:
            number = number * len(_LETTERS) + _LETTERS.index(letter)
        return 98 - number * 100 % 97 == int(ror[2])
    if sixteen := _ORCID.fullmatch(text) or _ISNI.fullmatch(text):
        total = 0
        for digit in sixteen[1].replace("-", ""):
            total = (total + int(digit)) * 2
        return "0123456789X"[(12 - total % 11) % 11] == sixteen[2]
    return False
