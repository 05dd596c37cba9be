"""`python -m scripts`."""

import gc
import sys


class _Without:
    """A finder of modules for which some packages are not installed."""

    def __init__(self, *names: str) -> None:
        self._names = names

    def find_spec(self, fullname: str, *_: object) -> None:
        """ModuleNotFoundError for these packages; of others, whoever is asked next knows."""
        if fullname in self._names:
            raise ModuleNotFoundError(fullname, name=fullname)


if not __package__:  # started as a file, which is what spark-submit does: `scripts` lies beside, not within
    sys.path[0] = __file__.rpartition("scripts")[0] or "."

if sys.argv[1:2] == ["validate"]:
    gc.disable()  # it makes no cycles to speak of, and to walk through many issues is a quarter of its time
else:
    gc.set_threshold(100_000, 20, 20)  # what is made is large, and lasts

if not any("spark" in word for word in sys.argv):
    # PyArrow would load it, for a fifth of a second, before its first array
    unasked = ["numpy"] if sys.argv[1:2] in (["publish"], ["helper"]) else []
    sys.meta_path.insert(0, _Without("pandas", *unasked))  # its ABC alone would cost 20 ms

try:
    if sys.argv[1:] == ["helper"]:  # of another run
        from scripts.commands.helper import serve

        serve()
        sys.exit()
    from scripts.commands.cli import main

    sys.exit(main())
except KeyboardInterrupt:  # before there was anything to say, or after all was said
    sys.exit(130)
