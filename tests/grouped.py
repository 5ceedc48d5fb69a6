"""The miniature and a priority with groups, an action in parts, and an action beside the groups: all invented."""

from __future__ import annotations

import shutil
from pathlib import Path

from tests.conftest import MINIATURE

PRIORITY = "framework/editions/2024-28/3-young-and-old.yml"
GROUPED = """\
id: pri-3
title: We will be a glen for young and old
title_source: new
nav_label: Young and old
groups:
  - id: grp-1
    source: new
    title: No child goes to bed hungry
    text: >-
      One child in eight has no breakfast.
    actions:
      - id: act-06
        source: new
        text: >-
          Give every pupil a breakfast before the first lesson.
        parts:
          - id: part-1
            source: new
            text: >-
              Ask every school how many would come.
          - id: part-2
            source: new
            text: >-
              Open the first two kitchens.
      - id: act-07
        source: new
        text: >-
          Lend cooking pots to whoever asks.
    aspirations:
      - id: asp-04
        source: new
        text: >-
          By March 2028, no pupil will miss a breakfast.
  - id: grp-2
    source: new
    title: Everybody has company
    actions:
      - id: act-08
        source: new
        text: >-
          Visit whoever lives alone with the Rowan Rivers Trust.
actions:
  - id: act-09
    source: new
    text: >-
      Publish each year what young and old say of the glen.
"""


def grouped(folder: Path) -> Path:
    """The folder, with the framework in it."""
    shutil.copytree(MINIATURE / "framework", folder / "framework")
    (folder / PRIORITY).write_text(GROUPED, encoding="utf-8")
    return folder
