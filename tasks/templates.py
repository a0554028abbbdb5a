"""The templates of a board's own: checked when they are saved, and read when messages are made."""

from __future__ import annotations

from pathlib import Path

from notifications.layouts import HTML, TEMPLATES, TEXT, Own
from notifications.overriding import NAMES, faults_of
from tasks.office import Office
from tasks.refused import Refused

FOLDER = "templates"


def own_templates(office: Office) -> Own:
    """The sources under `templates` in the home; ours is used for what is not there."""
    return Own(text=_kept(office, TEXT), html=_kept(office, HTML))


def _kept(office: Office, name: str) -> str | None:
    try:
        return (office.settings.home / FOLDER / name).read_text(encoding="utf-8")
    except (FileNotFoundError, NotADirectoryError):
        return None


def template_of(office: Office, name: str) -> str:
    """The source of a template that is in use: the board's own, or ours."""
    _known(name)
    return _kept(office, name) or (TEMPLATES / name).read_text(encoding="utf-8")


def save_template(office: Office, name: str, path: Path, *, dry_run: bool = False) -> None:
    """The file is the template of that name from the next delivery on.

    Raises Refused, with every fault that was found, for one that may not be used.
    """
    _known(name)
    try:
        source = path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        why = getattr(error, "strerror", None) or "it is not UTF-8 text"
        raise Refused(f"{path} cannot be read ({why}).") from None
    faults = faults_of(name, source)
    if faults:
        raise Refused("\n".join(f"{path.name}: {fault}" for fault in faults))
    if dry_run:
        return
    folder = office.settings.home / FOLDER
    folder.mkdir(mode=0o700, exist_ok=True)
    beside = folder / f".{name}"
    beside.write_text(source, encoding="utf-8")
    beside.replace(folder / name)


def forget_template(office: Office, name: str) -> None:
    """Ours is used again from the next delivery on."""
    _known(name)
    (office.settings.home / FOLDER / name).unlink(missing_ok=True)


def _known(name: str) -> None:
    if name not in NAMES:
        raise Refused(f"{name} is no template; there are {' and '.join(NAMES)}.")
