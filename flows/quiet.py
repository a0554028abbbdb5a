"""Prefect's environment as this product starts it: on this machine, silent, its own folder."""

from __future__ import annotations

from pathlib import Path

FOLDER = "prefect"

# Nothing is told to anybody outside: usage data of the server and of the client, and what the
# pages advertise. The newer pages call an analytics service from the browser; the older do not, and
# `deployments.serving.server` serves these alone.
SILENT = {
    "PREFECT_SERVER_ANALYTICS_ENABLED": "false",
    "DO_NOT_TRACK": "1",
    "PREFECT_SERVER_UI_SHOW_PROMOTIONAL_CONTENT": "false",
    "PREFECT_SERVER_UI_V2_ENABLED": "false",
}


def quiet(folder: Path) -> dict[str, str]:
    """The variables under which Prefect speaks to nobody outside and keeps all in `folder`.

    They are set before Prefect is first imported: it reads them then. Its database stands apart
    from the register and may be thrown away at any time.
    """
    return {
        **SILENT,
        "PREFECT_HOME": str(folder),
        "PREFECT_PROFILES_PATH": str(folder / "profiles.toml"),
        "PREFECT_SERVER_DATABASE_CONNECTION_URL": f"sqlite+aiosqlite:///{folder / 'prefect.db'}",
        "PREFECT_LOGGING_LEVEL": "WARNING",
        "PREFECT_SERVER_LOGGING_LEVEL": "WARNING",
        "PREFECT_CLI_PROMPT": "false",
        # The watch lets go of a run that has missed two (deployments/serving/watching.py).
        "PREFECT_FLOWS_HEARTBEAT_FREQUENCY": "30",
        "PREFECT_RESULTS_PERSIST_BY_DEFAULT": "false",
        # History is disposable: runs go after thirty days, events after seven. A run takes some
        # 70 KiB, and a week has 900: the database stays at about 150 MB.
        "PREFECT_SERVER_SERVICES_DB_VACUUM_ENABLED": "events,flow_runs",
        "PREFECT_SERVER_SERVICES_DB_VACUUM_RETENTION_PERIOD": str(30 * 86_400),
    }
