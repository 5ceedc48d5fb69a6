"""Templates as code: compiled once, and kept where Python keeps the code of our own modules.

Compiling them took a sixth of a small build. A template is a module like any other: its code stands beside that of this
module, and is compiled anew where the template, Jinja, Python or an option is another.
"""

from __future__ import annotations

from pathlib import Path

import jinja2
from jinja2 import BytecodeCache
from jinja2.bccache import Bucket

from strategic_framework.startup import beside_code


class Compiled(BytecodeCache):
    """The code of the templates of one environment; `options` are those that decide what they are compiled to.

    What was compiled is also known while the process lasts: a server makes another environment for each round.
    """

    def __init__(self, options: str = "") -> None:
        self._options = options
        self._known: dict[str, bytes] = {}

    def get_cache_key(self, name: str, filename: str | None = None) -> str:
        return super().get_cache_key(f"{name} {self._options}", filename)

    def get_source_checksum(self, source: str) -> str:
        return super().get_source_checksum(f"{jinja2.__version__} {source}")

    def load_bytecode(self, bucket: Bucket) -> None:
        data = self._known.get(bucket.key) or beside_code.read(_place(bucket))
        if data:
            bucket.bytecode_from_string(data)  # of another template, Jinja or Python there is no code in it

    def dump_bytecode(self, bucket: Bucket) -> None:
        self._known[bucket.key] = bucket.bytecode_to_string()
        beside_code.write(_place(bucket), self._known[bucket.key])


def _place(bucket: Bucket) -> Path:
    return beside_code.place(__file__, f"{bucket.key}.template")
