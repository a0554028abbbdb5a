"""What the settings read, and what they refuse."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from settings import Settings, SettingsRefused, is_loopback, read_settings
from tasks.clock import Clock

ROOT = Path(__file__).resolve().parents[1]
SECRET = "open-sesame-open-sesame"
Set = Callable[..., Settings]


@pytest.fixture
def with_(monkeypatch: pytest.MonkeyPatch) -> Set:
    """Read the settings with these variables set, and no other."""
    monkeypatch.delenv("MATTERS_HOME", raising=False)

    def read(**values: str) -> Settings:
        for name, value in values.items():
            monkeypatch.setenv(f"MATTERS_{name}", value)
        return read_settings()

    return read


def test_without_a_setting_nothing_leaves_and_the_home_is_beside_the_program(with_: Set) -> None:
    """With nothing set there is no mail server, no link, no clock, and an absolute home."""
    found = with_()
    assert (found.smtp, found.page_url, found.clock, found.redirect_to) == (None,) * 4
    assert found.home == ROOT / "var"
    assert found.register_url == f"sqlite:///{ROOT}/var/register.db"
    assert found.mail_rate == 25


def test_a_home_is_absolute_however_it_is_given(
    with_: Set, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    """A relative home is that of the folder in which the program was started."""
    monkeypatch.chdir(tmp_path)
    assert with_(HOME="board").home == tmp_path / "board"


def test_an_empty_variable_is_an_unset_one(with_: Set) -> None:
    """A line left blank in an environment file sets nothing."""
    found = with_(SMTP_URL="", CLOCK="", REDIRECT_TO="", SMTP_URL_FILE="")
    assert (found.smtp, found.clock, found.redirect_to) == (None, None, None)


def test_settings_do_not_change() -> None:
    """What was read stays as it was read."""
    with pytest.raises(ValueError, match="frozen"):
        Settings().mail_rate = 0  # type: ignore[misc]


@pytest.mark.parametrize(
    ("url", "sentence"),
    [
        (f"https://u:{SECRET}@mail.example.org", "it begins with smtp://"),
        (f"smtp://u:{SECRET}@mail.example.org", "in the clear"),
        (f"smtps://{SECRET}@mail.example.org", "a user and a password, or neither"),
        (f"smtps://u:{SECRET}/x@mail.example.org", "written %2F"),
        (f"smtps://u:{SECRET}#x@mail.example.org", "written %2F"),
        (f"smtps://u:{SECRET}\u2100@mail.example.org", "written %2F"),
        (f"smtps://u:{SECRET}@mail.example.org:99999", "port from 1 to 65535"),
        (f"smtps://u:{SECRET}@mail.example.org:0", "port from 1 to 65535"),
        (f"smtps://u:{SECRET}@[mail.example.org", "names a host"),
        (f"smtps://u:{SECRET}@mail.example.org/inbox", "and no more"),
        (f"smtps://u:{SECRET}@mail.example.org?verify=no", "and no more"),
    ],
)
def test_a_wrong_mail_server_is_refused_without_a_word_of_the_secret(
    with_: Set, url: str, sentence: str
) -> None:
    """The refusal names the setting and the mistake, and never quotes the value."""
    with pytest.raises(SettingsRefused, match="MATTERS_SMTP_URL: ") as refused:
        with_(SMTP_URL=url)
    assert sentence in str(refused.value)
    assert SECRET not in str(refused.value)
    assert refused.value.__context__ is None


@pytest.mark.parametrize(
    ("name", "value", "sentence"),
    [
        ("MAIL_RATE", "often", "messages a minute, 0 for no limit"),
        ("MAIL_RATE", "-1", "messages a minute, 0 for no limit"),
        ("MAIL_FROM", "the board", "one mail address"),
        ("MAIL_BOUNCES_TO", '"x y"@example.org', "one mail address"),
        ("REDIRECT_TO", "a@exam_ple.org", "one mail address"),
        ("MAIL_REPLY_TO", "a@example.org, b@example.org", "one mail address"),
        ("REDIRECT_TO", "a@example.org\nBcc: b@example.org", "stands on one line"),
        ("SECRET_KEY", "short", "secrets.token_urlsafe"),
        ("PAGE_URL", "ftp://actions.example.org", "the page's address alone"),
        ("PAGE_URL", "https://u:p@actions.example.org", "the page's address alone"),
        ("DATABASE_URL", f"postgresql://u:{SECRET}@db/x", "postgresql+psycopg://"),
        ("CLOCK", "1289520000", "a day such as 2010-11-30"),
        ("CLOCK", "2010-11-31", "out of range"),
        ("CLOCK", "2010-11-30T25:00", "hour must be in 0..23"),
        ("CLOCK", "2010-11-30T09", "or a minute of it: 2010-11-30T14:05"),
        ("TEAMS_URL_HOUSING", f"https://hooks.example.org/?sig={SECRET}", "MATTERS_TEAMS_HOSTS"),
        ("TEAMS_URL_HOUSING", f"https://evil-logic.azure.com/?sig={SECRET}", "TEAMS_HOSTS"),
        ("TEAMS_URL_HOUSING", f"http://a.logic.azure.com/?sig={SECRET}", "https://"),
        ("SECRET_KEY_FILE", "/nowhere/key", "cannot be read"),
        ("SMTP_URL_FILE", "/dev/null", "/dev/null is empty: write it, or unset"),
        ("TEAMS_URL_HOUSING_FILE", "/dev/null", "is empty"),
    ],
)
def test_a_wrong_setting_is_refused_in_a_sentence(
    with_: Set, name: str, value: str, sentence: str
) -> None:
    """Each refusal says where, and what would do instead."""
    with pytest.raises(SettingsRefused, match=f"MATTERS_{name}") as refused:
        with_(**{name: value})
    assert sentence in str(refused.value)
    assert SECRET not in str(refused.value)


@pytest.mark.parametrize(("name", "status"), [("not-mounted/key", 3), ("", 2), ("latin", 2)])
def test_a_disk_that_is_away_is_no_mistake(
    with_: Set, tmp_path: Path, name: str, status: int
) -> None:
    """The file of a secret may be there a moment later; one that is no such file will not."""
    (tmp_path / "latin").write_bytes(b"\xe9")
    with pytest.raises(SettingsRefused, match="cannot be read") as refused:
        with_(SMTP_URL_FILE=str(tmp_path / name))
    assert refused.value.exit_code == status


def test_all_mistakes_are_told_at_once(with_: Set) -> None:
    """Whoever sets up the program mends it in one go: a line for each mistake."""
    with pytest.raises(SettingsRefused) as refused:
        with_(MAIL_RATE="x", CLOCK="today", PAGE_URL="x")
    lines = str(refused.value).splitlines()
    assert [line.partition(":")[0] for line in lines] == [
        "MATTERS_MAIL_RATE",
        "MATTERS_PAGE_URL",
        "MATTERS_CLOCK",
    ]


def test_a_misspelt_setting_is_refused(with_: Set) -> None:
    """A pilot whose redirection is misspelt must not write to everyone."""
    with pytest.raises(SettingsRefused, match="did you mean MATTERS_REDIRECT_TO"):
        with_(REDIRECT_TOO="pilot@example.org")


def test_a_name_that_resembles_no_setting_is_nobody_s_mistake(with_: Set) -> None:
    """Other programs may use the prefix."""
    assert with_(CI="1", UNRELATED_THING="x").mail_rate == 25


def test_secrets_are_read_from_files_and_shown_nowhere(with_: Set, tmp_path: Path) -> None:
    """A secret's file may end in a new line; neither repr nor str shows what it holds."""
    values = {
        "SECRET_KEY": SECRET,
        "SMTP_URL": f"smtps://u:{SECRET}@mail.example.org",
        "DATABASE_URL": f"postgresql+psycopg://u:{SECRET}@db.example.org/matters",
        "TEAMS_URL_HOUSING": f"https://prod-01.uksouth.logic.azure.com/x?sig={SECRET}",
        "ALERT_URLS": f"ntfy://{SECRET}",
    }
    for name, value in values.items():
        (tmp_path / name).write_text(value + "\n", encoding="utf-8")
    found = with_(**{f"{name}_FILE": str(tmp_path / name) for name in values})
    assert found.register_url == values["DATABASE_URL"]
    assert found.register_path is None
    assert [url.get_secret_value() for url in found.alert_urls] == [values["ALERT_URLS"]]
    webhook = found.teams_url("housing")
    assert webhook is not None
    assert webhook.get_secret_value() == values["TEAMS_URL_HOUSING"]
    assert SECRET not in f"{found!r} {found} {found.smtp!r} {found.model_dump()}"


def test_a_secret_is_set_in_one_place(with_: Set, tmp_path: Path) -> None:
    """A variable and its file that disagree are not settled by chance."""
    (tmp_path / "key").write_text(SECRET, encoding="utf-8")
    with pytest.raises(SettingsRefused, match="both set"):
        with_(SECRET_KEY=SECRET, SECRET_KEY_FILE=str(tmp_path / "key"))


def test_a_teams_cell_finds_its_webhook_however_it_is_written(with_: Set) -> None:
    """Capitals, spaces and hyphens of a cell do not matter; a name nobody set is None."""
    found = with_(TEAMS_URL_CHILDRENS_SERVICES="https://a.api.powerplatform.com/x?sig=1")
    assert found.teams_url("Childrens services") == found.teams_url("childrens-services")
    assert found.teams_url("childrens-services") is not None
    assert found.teams_url("housing") is None


def test_only_named_hosts_take_cards(with_: Set) -> None:
    """A host is named whole, or by the ending after its first dot."""
    hosts = "hooks.example.org, .example.net"
    assert with_(TEAMS_HOSTS=hosts, TEAMS_URL_A="https://a.example.net/x").teams_url("a")
    with pytest.raises(SettingsRefused, match="TEAMS_URL_B"):
        with_(TEAMS_HOSTS=hosts, TEAMS_URL_B="https://sub.hooks.example.org/x")


@pytest.mark.parametrize("host", ["127.0.0.1", "localhost", "[::1]"])
def test_a_play_clock_goes_with_a_server_on_this_machine(with_: Set, host: str) -> None:
    """Days that are not real may be told to this machine."""
    found = with_(CLOCK="2010-11-30", SMTP_URL=f"smtp://{host}:2525")
    assert found.clock == date(2010, 11, 30)


def test_a_play_clock_in_a_file_goes_on_while_a_service_runs(with_: Set, tmp_path: Path) -> None:
    """It is read anew each time; in it stands a day, or a minute of it by the board's clock."""
    file = tmp_path / "clock"
    file.write_text("2010-11-30\n", encoding="utf-8")
    assert Clock(with_(CLOCK_FILE=str(file)).clock).now() == datetime(2010, 11, 30, 9, tzinfo=UTC)
    file.write_text("2011-06-30T18:40", encoding="utf-8")
    assert Clock(with_().clock).now() == datetime(2011, 6, 30, 17, 40, tzinfo=UTC)
    file.write_text("", encoding="utf-8")
    with pytest.raises(SettingsRefused, match="MATTERS_CLOCK_FILE: "):
        with_()


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("SMTP_URL", "smtp://mail.example.org"),
        ("SMTP_URL", "smtp://127.0.0.1.example.org"),
        ("SMTP_URL", "smtp://192.0.2.1"),
        ("TEAMS_URL_A", "https://a.logic.azure.com/x"),
    ],
)
def test_a_play_clock_never_goes_with_a_way_out(with_: Set, name: str, value: str) -> None:
    """Days that are not real are told to nobody elsewhere."""
    with pytest.raises(SettingsRefused, match=f"MATTERS_CLOCK is for play, and MATTERS_{name}"):
        with_(CLOCK="2010-11-30", **{name: value})


def test_an_address_with_an_apostrophe_is_kept_whole(with_: Set) -> None:
    """Nothing before the @ is taken for quotation; the name beside it is left out."""
    assert with_(REDIRECT_TO="Zoë <o'brien@example.org>").redirect_to == "o'brien@example.org"


def test_a_comma_inside_an_alert_address_parts_nothing(with_: Set) -> None:
    """Addresses are parted where the next one begins."""
    found = with_(ALERT_URLS="mailto://example.org?to=a,b, ntfy://operators json://127.0.0.1")
    assert [url.get_secret_value() for url in found.alert_urls] == [
        "mailto://example.org?to=a,b",
        "ntfy://operators",
        "json://127.0.0.1",
    ]


@pytest.mark.parametrize("host", ["10.0.0.1", "0.0.0.0", "localhost.example.org", ""])
def test_other_machines_are_not_loopback(host: str) -> None:
    """A name that only looks like this machine's is another's."""
    assert not is_loopback(host)


def test_reading_the_settings_loads_neither_the_server_nor_the_register() -> None:
    """A command that only reads its settings starts at once."""
    code = (
        "import sys; sys.path.insert(0, sys.argv[1]); import settings; settings.read_settings();"
        " print([name for name in ('prefect', 'sqlalchemy', 'apprise') if name in sys.modules])"
    )
    command = [sys.executable, "-c", code, str(ROOT)]
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"
