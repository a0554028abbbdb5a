"""Both readings on two hundred scenarios, the same ones each time: python -m tests.agreement."""

from __future__ import annotations

from tests.agreement.drawing import OUTAGES, PEOPLE, agreeing

if __name__ == "__main__":
    for features in (PEOPLE, OUTAGES):
        agreeing(features, 100, anew=False)()
