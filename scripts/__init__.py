"""Turns the source package into releases: validate, then publish.

The words are those of the Data Package standard: package, resource, field, descriptor, schema, dialect.

    __main__.py   `python -m scripts`
    commands/     what a user asks for: argv, clock, environment, printing, progress, exit codes
    reading/      what lies on disk or at an address → packages and tables: the explorer has it too
    check/        what must hold of any package (CHECKS), rows and keys through an engine (ENGINES)
    derive/       what follows from the tables that people edit: identifiers, cuts, addresses, content hashes
    write/        one file a format (FORMATS), the pages, one module each (PAGES)
    publish/      a release, whole or not at all; what must hold of it (AUDITS); what changed since the last

Data flows one way: a Source (descriptor on disk) becomes a Package (model) and Arrow tables; checks give
Issues; a package without errors becomes a release in `dist/<version>/`. A fault in the data is an Issue; an
exception means that the program cannot go on.

Imports point one way too: commands → publish → write, check → derive → reading, and within a
folder they never come back. `tests/test_architecture.py` holds them to it.
"""
