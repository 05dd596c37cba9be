"""Turns the source package into releases: validate, then publish.

The words are those of the Data Package standard: package, resource, field, descriptor, schema, dialect.

    cli.py, __main__.py     argv, clock, git, environment, printing, progress, exit codes: nothing else may
    commands/               one file a subcommand: validate, publish, diff, show
    console.py, bar.py      how commands speak, and show how far they are
    plain/                  small packages that are plainly right, told at once; any other is the checks'
    release.py              check → write → describe → render → checksums in staging, then one rename
    checks/                 what must hold: descriptor, files, rows, coherence (CHECKS)
    audit/                  what must hold of a release besides: every file, all formats alike (AUDITS)
    engines/                how rows and keys are checked (ENGINES)
    diff/                   what changed between two packages, and the version step that it demands
    show.py                 one figure, with all that is needed to quote it
    history.py              the published versions, kept in the source package
    versions.py             version steps
    writers/                one file a format (WRITERS)
    catalogs/               one file a metadata standard (CATALOGS)
    observations.py         every fact in one long table, derived from the descriptors
    fingerprint.py          the content hash of a table, whatever its format
    addresses.py            where every figure of a release is, derived
    identifiers.py          table and key of a row, as one text
    rekeyed.py              the identifiers that rows had before an erratum corrected their key
    cells.py                every cell as one row, for rules that speak of any cell
    tables.py               CSV → typed Arrow tables
    records.py              CSV → texts with their row and physical line
    sources.py              opens a folder, a descriptor, a zip or an https address (fetch.py)
    descriptor/             JSON ↔ model; the only place that knows how the standard spells its properties
    model.py                Package, Resource, Field, ForeignKey: frozen values, standard library only
    issues/                 Issue: a fault as a value; explain() turns issues into words, French and English
    errors.py               the few exceptions

Data flows one way: a Source (descriptor on disk) becomes a Package (model) and Arrow tables; checks give
Issues; a package without errors becomes a release in `dist/<version>/`. A fault in the data is an Issue; an
exception means that the program cannot go on.

Imports point one way too, from the command line down to the model; `tests/test_architecture.py` holds them
to it.
"""
