"""`python -m scripts`."""

import gc
import sys

gc.disable()  # a run makes no cycles to speak of, and millions of values would be walked through for none

from scripts.cli import main  # noqa: E402 -- imports too are sooner done without the collector

sys.exit(main())
