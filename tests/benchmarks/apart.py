"""Runs a program and prints its status, its CPU seconds and its peak in MiB.

Linux counts as a program's peak what the process that started it held until then. So something
small starts it: python -I -S apart.py PROGRAM [WORD ...].
"""

import os
import sys

quiet = [(os.POSIX_SPAWN_OPEN, 1, os.devnull, os.O_WRONLY, 0)]
process = os.posix_spawn(sys.argv[1], sys.argv[1:], dict(os.environ), file_actions=quiet)
_, status, used = os.wait4(process, 0)
print(os.waitstatus_to_exitcode(status), used.ru_utime + used.ru_stime, used.ru_maxrss / 1024)
