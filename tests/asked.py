"""A plugin for pytest (`-p tests.asked`): it says what it was asked for, and passes no test."""

from __future__ import annotations

import shlex

import pytest


@pytest.hookimpl(tryfirst=True)
def pytest_cmdline_main(config: pytest.Config) -> int:
    """What was asked is understood; that is all."""
    print("pytest", shlex.join(str(one) for one in config.invocation_params.args))
    return 0
