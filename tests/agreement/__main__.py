"""Both readings on two hundred scenarios, the same ones each time: python -m tests.agreement.

With a kind and a count, on so many others drawn anew: python -m tests.agreement silences 2000.
"""

from __future__ import annotations

import gc
import sys

from tests.agreement.drawing import KINDS, SHORT, agreeing

if __name__ == "__main__":
    # As in the tests' own process (tests/conftest.py): there is little garbage to be found.
    gc.set_threshold(100_000, 20, 100)
    if len(sys.argv) > 1:
        asked, number = sys.argv[1:]
        agreeing(KINDS[asked], int(number), anew=True)()
        print(f"{asked}: {number} scenarios, no difference")
    else:
        for kind, count in SHORT.items():
            agreeing(KINDS[kind], count, anew=False)()
