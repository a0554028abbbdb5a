"""A look at what Prefect keeps: its runs, its artifacts, its files."""

from __future__ import annotations

import base64
import time
from pathlib import Path
from typing import Any

from prefect.client.orchestration import get_client
from prefect.client.schemas.filters import (
    ArtifactFilter,
    ArtifactFilterKey,
    FlowRunFilter,
    FlowRunFilterName,
    TaskRunFilter,
    TaskRunFilterFlowRunId,
)
from prefect.client.schemas.sorting import ArtifactSort, FlowRunSort

PATIENCE = 15  # seconds


def last_run(name: str) -> Any:
    """The newest flow run of that name."""
    asked = FlowRunFilter(name=FlowRunFilterName(any_=[name]))
    with get_client(sync_client=True) as client:
        runs = client.read_flow_runs(
            flow_run_filter=asked, sort=FlowRunSort.START_TIME_DESC, limit=1
        )
    return runs[0]


def artifact(key: str) -> str:
    """The newest artifact of that key, as Markdown."""
    asked = ArtifactFilter(key=ArtifactFilterKey(any_=[key]))
    with get_client(sync_client=True) as client:
        found = client.read_artifacts(
            artifact_filter=asked, sort=ArtifactSort.CREATED_DESC, limit=1
        )
    return str(found[0].data)


def task_names(run: Any, wanted: list[str]) -> list[str]:
    """The names of the tasks of a flow run, those that are wanted or what there is after a while.

    The server makes tasks of what their flow tells it, a moment after it was told.
    """
    asked = TaskRunFilter(flow_run_id=TaskRunFilterFlowRunId(any_=[run.id]))
    end = time.monotonic() + PATIENCE
    with get_client(sync_client=True) as client:
        while True:
            names = sorted(task.name for task in client.read_task_runs(task_run_filter=asked))
            if names == wanted or time.monotonic() > end:
                return names
            time.sleep(0.1)


def kept_bytes(folder: Path) -> bytes:
    """All that Prefect wrote down: database, journal, and the results in its storage decoded."""
    files = [path for path in sorted(folder.rglob("*")) if path.is_file()]
    stored = [base64.b64decode(p.read_bytes()) for p in files if p.parent.name == "storage"]
    return b"".join([*(path.read_bytes() for path in files), *stored])
