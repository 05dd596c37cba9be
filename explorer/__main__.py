"""`python -m explorer COMMAND`; the pages themselves are opened by `make explore`."""

from __future__ import annotations

import sys

from explorer.checking.command import main

if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
