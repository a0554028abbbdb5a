"""What every command reads before it does anything, read once."""

import tasks.policy_files
import tasks.register
import tasks.telling  # noqa: F401
