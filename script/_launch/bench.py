"""script/bench: what pages, prints and tables cost, beside floor and goal. Prints figures, judges nothing."""

import os
from pathlib import Path

from script._launch.database import database
from script._launch.postgres import Cluster, sweep
from script._launch.process import ROOT, VAR, Problem, foreground, say
from script._launch.setup import PYTHON, setup
from script._launch.system import ensure_packages, missing_pdf_packages

CLUSTERS = VAR / "bench-postgres"
PARTS = {
    "paginas": ["-m", "tests.bench.paginas"],
    "drukte": ["-m", "tests.bench.drukte"],
    "pdf": ["tests/bench/bench_pdf.py"],
    "tabellen": ["tests/bench/bench_tabellen.py"],
    "uitvoer": ["tests/bench/bench_uitvoer.py"],
}


def main(arguments: list[str]) -> int:
    growth = "--groei" in arguments
    rest = [argument for argument in arguments if argument != "--groei"]
    rounds = [argument for argument in rest if argument.isdigit()]
    parts = [argument for argument in rest if not argument.isdigit()]
    if len(rounds) > 1 or not set(parts) <= PARTS.keys():
        raise Problem(f"Gebruik: script/bench [--groei] [{'|'.join(PARTS)}] [RONDES of SECONDEN]", exit_code=2)
    setup("dev")
    ensure_packages(missing_pdf_packages(), purpose="om PDF te meten", required=True)
    sweep(CLUSTERS)
    worst = 0
    with database(Cluster(CLUSTERS / str(os.getpid()), throwaway=True)) as found:
        environment = {
            **os.environ,
            **found.environment,
            "NPVR_TEST": "1",
            "DJANGO_SETTINGS_MODULE": "npvr.settings",
            "PYTHONPATH": str(ROOT),
        }
        for part in parts or (["paginas"] if growth else [*PARTS]):
            say("")
            options = [
                *(["--groei"] if growth and part == "paginas" else []),
                *(rounds if part in ("paginas", "drukte") else []),
            ]
            command: list[str | Path] = [PYTHON, *PARTS[part], *options]
            worst = max(worst, foreground(command, env=environment, keep=found.keep, cwd=ROOT))
    return worst
