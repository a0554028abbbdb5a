"""`matters serve` as it is, but for its schedules: `python -m tests.soak.serve WORDS ...`."""

from __future__ import annotations

import sys

from deployments.serving import environment


def worker_command() -> tuple[str, ...]:
    """What registers the deployments with shortened schedules, and runs what is due."""
    return (sys.executable, "-m", "tests.soak.worker")


def main() -> None:
    """The command, of which the schedules are started as a program of the soak."""
    from deployments.cli import main as matters

    environment.worker_command = worker_command
    sys.argv = ["matters", *sys.argv[1:]]
    matters()


if __name__ == "__main__":
    main()
