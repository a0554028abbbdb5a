"""A world for each story, and the register that all of them are copied from."""

from __future__ import annotations

from tests.worlds import engine, template, world

__all__ = ["engine", "template", "world"]
