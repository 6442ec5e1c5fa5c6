"""script/lint: ruff and mypy; every check runs, and the worst result counts."""

import os

from script._launch.process import ROOT, foreground
from script._launch.setup import PYTHON, setup

CHECKS = (["ruff", "check", "."], ["ruff", "format", "--check", "."], ["mypy"])


def main(arguments: list[str]) -> int:
    setup("dev")
    environment = {**os.environ, "NPVR_TEST": "1"}
    return max([foreground([PYTHON, "-m", *check], env=environment, cwd=ROOT) for check in CHECKS])
