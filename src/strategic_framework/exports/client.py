"""A program of thirty lines that reads the data: what the page of data shows, and what its tests run."""

from __future__ import annotations

import json
from collections.abc import Iterator

from strategic_framework.exports import records
from strategic_framework.model import Framework

FILE = "data/v1/client.py"
_PROGRAM = '''\
"""Read the data of this site with Python 3.9 or later, and nothing else.

{words}
"""

import json
import sys
from urllib.request import urlopen

SITE = {site}


def read(path):
    """The content of a file of data."""
    with urlopen(SITE + "data/" + path) as answer:
        return json.load(answer)


def naming(framework, body):
    """Every action whose wording names a body."""
    return [item for item in framework["items"] if item["kind"] == "action" and body in item["bodies"]]


if __name__ == "__main__":
    framework = read("framework.json")
    names = {{body["id"]: body["name"] for body in framework["bodies"]}}
    for body in sys.argv[1:] or names:
        print(names[body])
        for item in naming(framework, body):
            print("  " + item["id"], item["text"], item["address"], sep="  ")
    print(framework["standing"] or "", framework["rights"])
'''


def files(framework: Framework) -> Iterator[tuple[str, bytes]]:
    """The program at its address, with the address of this site in it."""
    yield FILE, program(framework).encode()


def program(framework: Framework) -> str:
    """The program for this site."""
    words = " ".join(filter(None, [records.standing(framework), framework.settings.rights]))
    words = words.replace(". ", ".\n")
    quoted = words.replace("\\", "\\\\").replace('"', '\\"')
    return _PROGRAM.format(site=json.dumps(framework.settings.address, ensure_ascii=False), words=quoted)
