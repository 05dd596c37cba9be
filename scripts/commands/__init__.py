"""One file a subcommand: `register(subparsers)` says its options, `run(args, console)` does it.

    cli.py        argv, clock, git, environment, other programs, exit codes: nothing else may (COMMANDS)
    validate.py   is this package, or this release, right?  report/ says so as frictionless does
    publish.py    make a release of the source package
    diff.py       what changed between two packages
    show/         one figure, with all that is needed to quote it
    helper.py     a second process, for work that can go on beside (check/beside.py)
    console.py    how commands speak; bar.py shows how far they are

To add one: a module here, and its name in COMMANDS. What is heavy is imported where it serves.
"""
