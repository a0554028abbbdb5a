"""What every command reads before it does anything, read once."""

import tasks.deliver
import tasks.policy_files
import tasks.register  # noqa: F401
