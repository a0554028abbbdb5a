"""What of an installation lies open, is not there or not set: sentences with a way out."""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping
from pathlib import Path

from settings import PREFIX, SECRETS, TEAMS_PREFIX, Settings
from tasks.sealing import NO_KEY, is_public_key

OTHERS = 0o077
# A URL without a login is no secret: only what stands before its host is.
LOGINS = ("database_url", "smtp_url", "bounces_url")


def lies_open(settings: Settings, environ: Mapping[str, str]) -> tuple[str, ...]:
    """A sentence for each folder and file that people other than its owner can read."""
    return tuple(map(_open, filter(_others_read, _private(settings, environ))))


def cannot_be_used(settings: Settings) -> Iterator[str]:
    """A sentence for each folder that nothing can be written to, and for a key that is none.

    A disk that a fault has mounted to be read alone is one of these.
    """
    named = {
        "MATTERS_HOME": settings.home,
        "MATTERS_BACKUP_FOLDER": settings.backup_folder,
        "MATTERS_BOUNCES_FOLDER": settings.bounces_folder,
    }
    for name, folder in named.items():
        if folder is not None and not folder.is_dir():
            yield f"{name}: {folder} is not there: make it for this user, or mount its disk"
        elif folder is not None and not os.access(folder, os.W_OK | os.X_OK):
            yield (
                f"{name}: {folder} cannot be written by this user: give it to this user, or look at"
                " its disk"
            )
    if settings.backup_key is not None and not is_public_key(settings.backup_key):
        yield NO_KEY


def _private(settings: Settings, environ: Mapping[str, str]) -> Iterator[Path]:
    """The home, which shuts in what lies in it; what lies elsewhere; every file of a secret."""
    yield settings.home
    register = Path(settings.register_url.partition("sqlite:///")[2])
    if register.is_file() and not register.is_relative_to(settings.home):
        yield register
    if settings.backup_folder is not None:
        yield from settings.backup_folder.glob("*.matters")
    if settings.bounces_folder is not None:
        yield settings.bounces_folder
    for name in _secret_names(environ):
        if environ.get(f"{name}_FILE"):
            yield Path(environ[f"{name}_FILE"]).expanduser()


def _others_read(path: Path) -> bool:
    try:
        return bool(path.stat().st_mode & OTHERS)
    except OSError:
        return False


def _open(path: Path) -> str:
    mode = "700" if path.is_dir() else "600"
    return f"{path} can be read by others than its owner: chmod {mode} {path}"


def wants_setting(settings: Settings, environ: Mapping[str, str]) -> tuple[str, ...]:
    """A sentence for what is not set and is missed once, and for each secret kept carelessly."""
    careless = (
        f"{name} is a secret in the environment, which every program started from here is handed:"
        f" put it into a file and name that in {name}_FILE"
        for name in _secret_names(environ)
        if _is_secret(name, environ.get(name, ""))
    )
    return (*_unset(settings), *careless)


def _unset(settings: Settings) -> Iterator[str]:
    if settings.clock is not None:
        yield "MATTERS_CLOCK is set: days are played, and nobody is told anything in earnest"
    if settings.smtp_url is None:
        yield "MATTERS_SMTP_URL is not set: messages are files in the home's outbox"
    elif settings.redirect_to is not None:
        yield "MATTERS_REDIRECT_TO is set: this is a pilot, and every message goes there"
    yield from _of_backups(settings)
    if not settings.alert_urls:
        yield "MATTERS_ALERT_URLS is not set: the operator hears of trouble from this report alone"
    if settings.page_url is None:
        yield "MATTERS_PAGE_URL is not set: messages have no link to answer by"
    elif not settings.page_url.startswith("https://"):
        yield "MATTERS_PAGE_URL begins without https: what leads write crosses the network openly"


def _of_backups(settings: Settings) -> Iterator[str]:
    if settings.backup_folder is None:
        yield "MATTERS_BACKUP_FOLDER is not set: no backup is made by itself"
    elif settings.backup_key is None:
        yield "MATTERS_BACKUP_KEY is not set: whoever has a backup can read it"


def _secret_names(environ: Mapping[str, str]) -> list[str]:
    teams = {n.removesuffix("_FILE") for n in environ if n.startswith(TEAMS_PREFIX)}
    return [*(f"{PREFIX}{field.upper()}" for field in SECRETS), *sorted(teams)]


def _is_secret(name: str, value: str) -> bool:
    field = name.removeprefix(PREFIX).lower()
    return "@" in value if field in LOGINS else bool(value)
