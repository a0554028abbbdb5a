"""What a task raises when it refuses: sentences for a person, exit status 2, nothing changed."""

from __future__ import annotations

import errno

# What a disk answers that is full, damaged or not to be written: no fault of what was asked.
OF_THE_DISK = frozenset({errno.ENOSPC, errno.EDQUOT, errno.EIO, errno.EROFS})


class Refused(Exception):  # noqa: N818 - it reads as what happened
    """The task was refused and changed nothing; its text is one sentence a line, each with a place.

    The commands print it on stderr and end with status 2 (interface.md, "Exit status").
    """

    exit_code = 2


class Unreachable(Refused):
    """The register is not to be had at this moment: the same may succeed without anybody's help.

    The commands end with status 3, after which a service is started again.
    """

    exit_code = 3
