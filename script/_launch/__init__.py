"""Behind the scripts: installing, starting, stopping. Standard library only."""
