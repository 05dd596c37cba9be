"""`python -m scripts`."""

import gc
import sys

if not __package__:  # started as a file, which is what spark-submit does: `scripts` lies beside, not within
    sys.path[0] = __file__.rpartition("scripts")[0] or "."

if sys.argv[1:2] == ["validate"]:
    gc.disable()  # it makes no cycles to speak of, and to walk through many issues is a quarter of its time

try:
    from scripts.commands.cli import main

    sys.exit(main())
except KeyboardInterrupt:  # before there was anything to say, or after all was said
    sys.exit(130)
