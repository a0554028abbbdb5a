"""The day's backup: made once, proved, and the older ones thinned out."""

from __future__ import annotations

from tasks.backup_daily import Daily, back_up_day
from tasks.office import Do


def backup(do: Do) -> Daily | None:
    """The backup of today; None where no folder is set for it."""
    return do(back_up_day)
