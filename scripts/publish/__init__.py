"""A release, whole or not at all.

    release.py     check → write → describe → render → checksums in staging, then one rename
    ahead.py       what of it is made beside the checks, by another process where there is one
    staging.py     the folder in which a release is made, and how it enters `dist/`
    thematic.py    thematic packages, cut from the whole
    cluster/       large tables kept by PySpark, where one machine is not enough
    history.py     the published versions, kept in the source package
    diff/          what changed between two packages, and the version step that it demands
    signature.py   who answers for a release, by OpenSSH
    audit/         what must hold of a release besides: every file, all formats alike (AUDITS)

A published version is never overwritten: what is wrong in it is mended in the next.
"""
