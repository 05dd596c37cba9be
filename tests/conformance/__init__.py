"""Cases of conformance: bytes and a descriptor, and the values and faults that every reader must give.

*.toml          the cases, a file a theme; what each key means is told in case.py
case.py         a case, and its package on disk
compare.py      where a reader gives otherwise than a case says
consumers.py    who reads a package here, and what each makes of it
"""
