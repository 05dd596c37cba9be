"""One file a subcommand: `register(subparsers)` says its options, `run(args, console)` does it."""
