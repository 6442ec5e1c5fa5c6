"""script/test: pytest on a PostgreSQL that lives as long as the tests."""

import os
import re

from script._launch.database import database
from script._launch.postgres import Cluster, sweep
from script._launch.process import ROOT, VAR, foreground
from script._launch.seed import NAME, SeededCluster, ensure_seed
from script._launch.setup import PYTHON, setup
from script._launch.system import ensure_browser, ensure_packages, missing_test_packages

CLUSTERS = VAR / "test-postgres"
OWN_COUNT = re.compile(
    r"-n.*|--numprocesses(=.*)?|--dist(=.*)?|--pdb|--trace|--co|--collect-only|--fixtures|--markers|no:xdist"
)
"""Arguments that say how many processes there are, or that make sense only in one."""


SLOWEST = ["--durations=30", "--durations-min=1"]


def main(arguments: list[str]) -> int:
    arguments = [part for argument in arguments for part in (SLOWEST if argument == "--traagste" else [argument])]
    setup("dev")
    ensure_packages(missing_test_packages(), purpose="voor de tests", required=True)
    browser = ensure_browser(PYTHON)
    parallel = (
        [] if any(OWN_COUNT.fullmatch(argument) for argument in arguments) else ["-n", "auto", "--dist", "worksteal"]
    )
    sweep(CLUSTERS)
    folder = CLUSTERS / str(os.getpid())
    given = bool(os.environ.get("DATABASE_URL"))
    cluster = Cluster(folder, throwaway=True) if given else SeededCluster(folder, ensure_seed(CLUSTERS))
    with database(cluster) as found:
        environment = {**os.environ, **found.environment, "NPVR_TEST": "1", "NPVR_CHROMIUM": browser}
        environment["NPVR_PERS_BIJ"] = str(os.getpid())
        environment |= {} if given else {"NPVR_TEST_SJABLOON": NAME}
        return foreground([PYTHON, "-m", "pytest", *parallel, *arguments], env=environment, keep=found.keep, cwd=ROOT)
