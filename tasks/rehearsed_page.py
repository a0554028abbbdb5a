"""A rehearsal kept as a page in the home, where posts may be named."""

from __future__ import annotations

from tasks.office import Office
from tasks.rehearsed import Rehearsed

FOLDER = "rehearsals"


def keep_page(office: Office, played: Rehearsed) -> str:
    """The page's place below the home, such as rehearsals/2010-11-01-to-2010-11-30.html.

    The folder is 0700 and the file 0600: the page names posts and actions.
    """
    folder = office.settings.home / FOLDER
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    path = folder / f"{played.start}-to-{played.end}.html"
    part = path.with_suffix(".part")
    part.unlink(missing_ok=True)
    part.touch(mode=0o600)
    part.write_text(played.page(), encoding="utf-8")
    part.replace(path)
    return f"{FOLDER}/{path.name}"
