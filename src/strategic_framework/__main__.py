"""The `framework` command as it is installed, and `python -m strategic_framework`."""

from __future__ import annotations

import gc
import os
import sys
from contextlib import suppress


def program() -> None:
    """Run a command, and end at once: neither to look for garbage nor to take apart what was made is worth its time."""
    gc.disable()
    from strategic_framework.commands.main import main  # noqa: PLC0415 (a tenth of all is importing)

    try:
        main(prog_name="framework")
    except SystemExit as end:
        if not isinstance(end.code, int):
            raise
        with suppress(OSError):  # nobody listens any more
            sys.stdout.flush()
            sys.stderr.flush()
        os._exit(end.code)


if __name__ == "__main__":
    program()
