"""script/manage: manage.py with the settings and the database of script/server."""

from script._launch.database import database, own_cluster, portal_environment
from script._launch.process import ROOT, Problem, foreground, warn
from script._launch.server import prepare, prepared_note
from script._launch.setup import PYTHON, setup


def main(arguments: list[str]) -> int:
    setup("demo")
    with database(own_cluster()) as found:
        environment = portal_environment(found)
        if found.cluster and not prepared_note().exists():
            try:
                prepare(found, environment)
            except Problem as problem:
                warn(str(problem))  # the command may be the one that repairs it, such as makemigrations
        return foreground([PYTHON, ROOT / "manage.py", *arguments], env=environment, keep=found.keep)
