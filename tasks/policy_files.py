"""A policy's file read, or refused with every mistake and its line."""

from __future__ import annotations

from pathlib import Path
from zoneinfo import ZoneInfo

from sqlalchemy import Engine

from models.policy_reading import PLAYED
from models.rules.policy import Policy
from models.rules.policy_file import PolicyRefused, parse_policy
from models.rules.policy_lines import line_of, lines_of
from settings import Settings
from tasks.refused import Refused

LARGEST = 1_000_000


def policy_text_of(path: Path, option: str) -> str:
    """What a policy's file says, as it stands there. Raises Refused."""
    try:
        if path.stat().st_size > LARGEST:
            raise Refused(f"{option} {path}: it is larger than 1 MB, so it is no policy.")
        return path.read_text(encoding="utf-8-sig")
    except OSError as error:
        raise Refused(f"{option} {path}: it cannot be read ({error.strerror}).") from None
    except UnicodeDecodeError:
        raise Refused(f"{option} {path}: it is not UTF-8 text.") from None


def policy_of(path: Path, option: str, number: int = 0) -> Policy:
    """The policy that a file says. Raises Refused with every mistake and its line."""
    text = policy_text_of(path, option)
    try:
        policy = parse_policy(text, number)
    except PolicyRefused as error:
        raise Refused(f"{option} {path}: {error}") from None
    if not _is_zone(policy.hours.zone):
        line = line_of(("hours", "zone"), lines_of(text))
        raise Refused(
            f"{option} {path}: line {line}, hours.zone: there is no time zone"
            f" {policy.hours.zone}; one is Europe/London."
        )
    return policy


def _is_zone(name: str) -> bool:
    """True of a zone that this machine knows; the rules, which read no file, see its form alone."""
    try:
        ZoneInfo(name)
    except (ValueError, OSError, KeyError):
        return False
    return True


def in_play(engine: Engine, settings: Settings) -> Engine:
    """The engine through which a board's policy is that of MATTERS_POLICY, in play alone.

    What holds is what was adopted (interface.md, "Settings"). Raises Refused.
    """
    policy = policy_in_play(settings)
    return engine if policy is None else engine.execution_options(**{PLAYED: policy})


def policy_in_play(settings: Settings) -> Policy | None:
    """The policy of MATTERS_POLICY, in play alone. Raises Refused."""
    if settings.clock is None or settings.policy is None:
        return None
    return policy_of(settings.policy, "MATTERS_POLICY")
