"""What comes in: plans, fiches and tables, read in a closed process, looked at, chosen from, and undone as one."""
