"""Figures as people read them."""

from __future__ import annotations


def amount(value: float) -> str:
    """Two digits, or all those before the point.

    >>> amount(0.8123), amount(4.4), amount(20.9), amount(121.3), amount(2040)
    ('0.81', '4.4', '21', '121', '2,040')
    """
    if abs(value) >= 9.95:
        return f"{value:,.0f}"
    return f"{value:.1f}" if abs(value) >= 0.995 else f"{value:.2f}"


def seconds(value: float) -> str:
    """Seconds; milliseconds of short ones.

    >>> seconds(0.0562), seconds(0.71), seconds(86.13), seconds(861.2)
    ('56 ms', '0.71 s', '86.1 s', '861 s')
    """
    if value < 0.1:
        return f"{value * 1000:.0f} ms"
    return f"{value:.2f} s" if value < 10 else f"{value:.1f} s" if value < 100 else f"{value:,.0f} s"
