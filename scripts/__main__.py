"""`python -m scripts`."""

import gc
import sys

gc.disable()  # a run makes no cycles to speak of, and millions of values would be walked through for none

try:
    from scripts.cli import main

    sys.exit(main())
except KeyboardInterrupt:  # before there was anything to say, or after all was said
    sys.exit(130)
