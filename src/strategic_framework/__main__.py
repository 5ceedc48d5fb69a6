"""The `framework` command as it is installed, and `python -m strategic_framework`."""

from __future__ import annotations

import gc
import io
import os
import sys
from contextlib import suppress
from typing import NoReturn, TextIO

from strategic_framework.startup.put_off import put_off


class _Unheard(io.FileIO):
    """An output whose reader may leave, as `head` does: what nobody reads is dropped, and the command ends as it would.

    Any other fault is raised: a disk that is full has lost what somebody asked for.
    """

    def write(self, data: bytes, /) -> int:  # type: ignore[override]
        try:
            return super().write(data)
        except BrokenPipeError:
            return len(memoryview(data).cast("B"))


def _unheard(stream: TextIO | None) -> TextIO | None:
    """The same output, whose reader may leave. None where the command was started without it."""
    if stream is None:
        return None
    raw = io.BufferedWriter(_Unheard(stream.fileno(), "w", closefd=False))  # type: ignore[type-var]
    return io.TextIOWrapper(raw, stream.encoding, stream.errors, line_buffering=True)


def program() -> None:
    """Run a command, and end at once: neither to look for garbage nor to take apart what was made is worth its time."""
    gc.disable()
    os.environ.setdefault("PYDANTIC_DISABLE_PLUGINS", "__all__")  # it would look for them in every package there is
    put_off("importlib.metadata", "entry_points")  # and what it would look with
    sys.stdout, sys.stderr = _unheard(sys.stdout), _unheard(sys.stderr)
    from strategic_framework.commands.main import main  # noqa: PLC0415 (a tenth of all is importing)

    try:
        main(prog_name="framework")
        _end(0)
    except SystemExit as end:
        _end(end.code)
    except OSError as fault:
        _end(f"The command stopped: {fault.strerror}.")


def _end(code: str | int | None) -> NoReturn:
    """End with that exit status, or with 1 and that reason; what was said is written out first, or that is a fault."""
    try:
        if sys.stdout:
            sys.stdout.flush()
    except OSError as fault:
        code = code or f"What the command says could not be written: {fault.strerror}."
    with suppress(OSError):  # there is nowhere left to say it
        if sys.stderr:
            sys.stderr.write(f"{code}\n" if isinstance(code, str) else "")
            sys.stderr.flush()
    os._exit(code if isinstance(code, int) else int(code is not None))


if __name__ == "__main__":
    program()
