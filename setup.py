"""Puts what every plan has from this repository into the wheel: pages, settings, guides (`site/standard.py`)."""

import runpy
import shutil
from pathlib import Path

from setuptools import setup
from setuptools.command.build_py import build_py

STANDARD = runpy.run_path("src/strategic_framework/site/standard.py")


class WithStandard(build_py):
    """The package as it stands, and its folder `standard/`."""

    def run(self) -> None:
        """Build the package; where it is installed for editing, everything is read where it stands."""
        super().run()
        if self.editable_mode:
            return
        folder = Path(self.build_lib) / "strategic_framework" / "standard"
        shutil.rmtree(folder, ignore_errors=True)
        shutil.copytree(STANDARD["DOCS"], folder / STANDARD["DOCS"])
        for name, content in STANDARD["copied_files"](Path()).items():
            path = folder / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(content)


setup(cmdclass={"build_py": WithStandard})
