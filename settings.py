"""What an operator has set, read once, frozen and handed down.

Everything is an environment variable with the prefix MATTERS_; a secret may stand in a file
that the same name with _FILE points to. Only tasks and deployments read this module.
"""

from __future__ import annotations

import os
import re
from collections.abc import Mapping
from datetime import date, datetime
from difflib import get_close_matches
from email.policy import default as mail
from ipaddress import ip_address
from pathlib import Path
from typing import Annotated, Any, Self
from urllib.parse import urlsplit

from pydantic import (
    BeforeValidator,
    Field,
    SecretStr,
    ValidationError,
    ValidationInfo,
    field_validator,
    model_validator,
)
from pydantic_settings import (
    BaseSettings,
    InitSettingsSource,
    NoDecode,
    PydanticBaseSettingsSource,
    SettingsConfigDict,
)

from models.rules.mail_address import address_fault
from notifications.channels.server import SmtpServer, read_url

PREFIX = "MATTERS_"
SECRETS = ("database_url", "smtp_url", "bounces_url", "secret_key", "alert_urls", "heartbeat_url")
# A clock in a file can be put on while a service runs: each run reads it anew.
IN_FILES = (*SECRETS, "clock")
# What no time mends of a file that is there; any other fault is that of a disk that is away.
MISTAKES = (PermissionError, IsADirectoryError, UnicodeDecodeError)
TEAMS_PREFIX = f"{PREFIX}TEAMS_URL_"
MICROSOFT_HOSTS = (".logic.azure.com", ".api.powerplatform.com")
WEBHOOKS = ("https://", "workflow://")
CLAMD = r"^(unix:/.+|tcp://[^/:@\s]+:[0-9]{1,5})$"
PAGE_URL = re.compile(r"https?://[^/?#@\s]+(/[^?#\s]*)?")
MAKE_KEY = "python3 -c 'import secrets; print(secrets.token_urlsafe(32))' makes a good one"
ISO_DATE = re.compile(r"\d{4}-\d{2}-\d{2}")
ISO_MINUTE = re.compile(r"\d{4}-\d{2}-\d{2}T\d{2}:\d{2}")


class SettingsRefused(ValueError):  # noqa: N818 - it reads as what happened
    """The settings cannot be used; its text is one sentence a line, with no secret in it."""

    exit_code = 2


class SettingsUnreachable(SettingsRefused):
    """The file of a secret is not to be had at this moment: its disk may be mounted a moment later.

    The commands end with status 3, after which a service is started again.
    """

    exit_code = 3


def is_loopback(host: str) -> bool:
    """True of a name or address by which a machine speaks to itself."""
    if host == "localhost":
        return True
    try:
        return ip_address(host).is_loopback
    except ValueError:
        return False


def _is_here(host: str | None) -> bool:
    return is_loopback(host or "")


def _host(url: SecretStr) -> str:
    return urlsplit(url.get_secret_value()).hostname or ""


def _absolute(value: object) -> object:
    """A folder given relative to the current one, as it is now: later it may be another."""
    return Path(value).expanduser().absolute() if isinstance(value, str | Path) else value


def _iso_moment(value: object) -> object:
    """A day, or a minute of it: the library would read a bare number as seconds since 1970."""
    if not isinstance(value, str):
        return value
    if ISO_MINUTE.fullmatch(value):
        return datetime.fromisoformat(value)
    if not ISO_DATE.fullmatch(value):
        raise ValueError("it is a day such as 2010-11-30, or a minute of it: 2010-11-30T14:05")
    return date.fromisoformat(value)


def _one_address(value: object) -> object:
    """One mail address; a name beside it is left out, for messages have the board's."""
    if not isinstance(value, str):
        return value
    if not value.isprintable():
        raise ValueError("a mail address stands on one line")
    header = mail.header_factory("to", value)
    found = [str(one.addr_spec) for one in header.addresses if one.domain]
    if len(found) != 1 or header.defects or address_fault(found[0]):
        raise ValueError("it is one mail address, such as actions@example.org")
    return found[0]


def _hosts(value: object) -> object:
    """Hosts parted by commas or spaces; one that begins with a dot stands for all below it."""
    return tuple(value.lower().replace(",", " ").split()) if isinstance(value, str) else value


def _urls(value: object) -> object:
    """Addresses parted by commas or spaces; a comma inside one parts nothing."""
    if not isinstance(value, str):
        return value
    return tuple(url for url in re.split(r"[\s,]+(?=[\w+.-]+://)", value.strip()) if url)


MailAddress = Annotated[str, BeforeValidator(_one_address)]


class Settings(BaseSettings):
    """The settings of this process; each field is MATTERS_ and its name in capitals.

    Raises pydantic's ValidationError; `read_settings` says the same in sentences.
    """

    model_config = SettingsConfigDict(
        env_prefix=PREFIX,
        env_ignore_empty=True,
        extra="ignore",
        frozen=True,
        hide_input_in_errors=True,
    )

    home: Annotated[Path, BeforeValidator(_absolute)] = Path(__file__).resolve().parent / "var"
    database_url: SecretStr | None = None
    smtp_url: SecretStr | None = None
    smtp_ca: Annotated[Path | None, BeforeValidator(_absolute)] = None
    mail_from: MailAddress | None = None
    mail_reply_to: MailAddress | None = None
    mail_rate: int = Field(default=25, ge=0, description="messages a minute, 0 for no limit")
    mail_bounces_to: MailAddress | None = None
    bounces_url: SecretStr | None = None
    bounces_token_command: str | None = None
    bounces_folder: Annotated[Path | None, BeforeValidator(_absolute)] = None
    redirect_to: MailAddress | None = None
    policy: Annotated[Path | None, BeforeValidator(_absolute)] = None
    secret_key: SecretStr | None = Field(default=None, min_length=16, description=MAKE_KEY)
    page_url: str | None = None
    backup_folder: Annotated[Path | None, BeforeValidator(_absolute)] = None
    backup_key: str | None = None
    clamd: str | None = Field(default=None, pattern=CLAMD, description="tcp://host:port")
    teams_hosts: Annotated[tuple[str, ...], NoDecode, BeforeValidator(_hosts)] = MICROSOFT_HOSTS
    teams_urls: dict[str, SecretStr] = {}
    alert_urls: Annotated[tuple[SecretStr, ...], NoDecode, BeforeValidator(_urls)] = ()
    heartbeat_url: SecretStr | None = None
    clock: Annotated[datetime | date | None, BeforeValidator(_iso_moment)] = None

    @property
    def smtp(self) -> SmtpServer | None:
        """The mail server, or None: then every message is a file in the outbox."""
        return read_url(self.smtp_url.get_secret_value()) if self.smtp_url else None

    @property
    def register_path(self) -> Path | None:
        """The file of the register, or None where a database server keeps it."""
        return None if self.database_url else self.home / "register.db"

    @property
    def register_url(self) -> str:
        """The database's URL, with its password: hand it to the engine, never print it."""
        if self.database_url:
            return self.database_url.get_secret_value()
        return f"sqlite:///{self.register_path}"

    def teams_url(self, name: str) -> SecretStr | None:
        """The webhook that a Teams cell names, or None where nobody has set it.

        MATTERS_TEAMS_URL_CHILDRENS_SERVICES (or ..._FILE) is the cell "childrens-services".
        """
        return self.teams_urls.get(secret_name(name))

    @field_validator("smtp_url")
    @classmethod
    def _names_a_server(cls, value: SecretStr | None) -> SecretStr | None:
        if value:
            read_url(value.get_secret_value())
        return value

    @field_validator("database_url")
    @classmethod
    def _names_a_database(cls, value: SecretStr | None) -> SecretStr | None:
        known = ("sqlite:///", "postgresql+psycopg://")
        if value and not value.get_secret_value().startswith(known):
            raise ValueError("it begins with sqlite:/// or postgresql+psycopg://")
        return value

    @field_validator("heartbeat_url")
    @classmethod
    def _is_https(cls, value: SecretStr | None) -> SecretStr | None:
        """An address with a token in it; in the open only to a listener on this machine."""
        url = urlsplit(value.get_secret_value()) if value else None
        if url and url.scheme != "https" and not (url.scheme == "http" and _is_here(url.hostname)):
            raise ValueError("it begins with https://")
        return value

    @field_validator("page_url")
    @classmethod
    def _is_an_address(cls, value: str | None, info: ValidationInfo) -> str | None:
        if value and not PAGE_URL.fullmatch(value):
            raise ValueError("it is the page's address alone, such as https://actions.example.org")
        if value and not info.data.get("secret_key"):
            raise ValueError("its links are signed with MATTERS_SECRET_KEY, so set that too")
        return value.rstrip("/") if value else value

    @model_validator(mode="after")
    def _webhooks_are_allowed(self) -> Self:
        suffixes = tuple(host for host in self.teams_hosts if host.startswith("."))
        for name, url in self.teams_urls.items():
            host = _host(url)
            if host not in self.teams_hosts and not host.endswith(suffixes):
                raise ValueError(f"{TEAMS_PREFIX}{name} is on no host of MATTERS_TEAMS_HOSTS")
            if not url.get_secret_value().startswith(WEBHOOKS) and not is_loopback(host):
                raise ValueError(f"{TEAMS_PREFIX}{name} begins with https:// or workflow://")
        return self

    @model_validator(mode="after")
    def _play_stays_here(self) -> Self:
        """With a play clock nothing leaves the machine: the days it tells of are not real."""
        places = {f"{TEAMS_PREFIX}{name}": _host(url) for name, url in self.teams_urls.items()}
        if self.smtp:
            places["MATTERS_SMTP_URL"] = self.smtp.host
        if self.bounces_url:
            places["MATTERS_BOUNCES_URL"] = _host(self.bounces_url)
        for name, host in places.items():
            if self.clock and not is_loopback(host):
                raise ValueError(f"MATTERS_CLOCK is for play, and {name} leads off this machine")
        return self

    @classmethod
    def settings_customise_sources(
        cls,
        settings_cls: type[BaseSettings],
        init_settings: PydanticBaseSettingsSource,
        env_settings: PydanticBaseSettingsSource,
        dotenv_settings: PydanticBaseSettingsSource,  # noqa: ARG003
        file_secret_settings: PydanticBaseSettingsSource,  # noqa: ARG003
    ) -> tuple[PydanticBaseSettingsSource, ...]:
        """What is said in code, then in the environment, then in the files it points to."""
        in_files = InitSettingsSource(settings_cls, _from_files(os.environ))
        return init_settings, env_settings, in_files


def read_settings() -> Settings:
    """The settings of this process, or SettingsRefused with a sentence for each mistake."""
    strangers = _misspelt(os.environ)
    if strangers:
        raise SettingsRefused("\n".join(strangers))
    try:
        return Settings()
    except ValidationError as error:
        sentences = "\n".join(_sentence(mistake) for mistake in error.errors())
    # Raised out here, so that no traceback carries the values that were refused.
    raise SettingsRefused(sentences)


def _sentence(mistake: Mapping[str, Any]) -> str:
    """ "MATTERS_MAIL_RATE: ...": where, and what it should be; never what it was."""
    said = mistake["msg"].removeprefix("Value error, ").rstrip(".")
    if not mistake["loc"]:
        return f"{said}."
    name = str(mistake["loc"][0])
    meant = Settings.model_fields[name].description
    return f"{PREFIX}{name.upper()}: {said}{f' ({meant})' if meant else ''}."


def _from_files(environ: Mapping[str, str]) -> dict[str, Any]:
    """What the environment's _FILE names point to, and the Teams webhooks from either."""
    found: dict[str, Any] = {}
    for field in IN_FILES:
        name = f"{PREFIX}{field.upper()}"
        if text := _secret(environ, name):
            found[field] = text
    names = {key.removesuffix("_FILE") for key in environ if key.startswith(TEAMS_PREFIX)}
    webhooks = {name.removeprefix(TEAMS_PREFIX): _secret(environ, name) for name in names}
    return found | {"teams_urls": {name: url for name, url in webhooks.items() if url}}


def _secret(environ: Mapping[str, str], name: str) -> str | None:
    """What is set by that name, in the environment or in the file that NAME_FILE points to."""
    text, file = environ.get(name), environ.get(f"{name}_FILE")
    if text and file:
        raise SettingsRefused(f"{name} and {name}_FILE are both set; unset one of the two.")
    if not file:
        return text
    try:
        text = Path(file).expanduser().read_text(encoding="utf-8").strip()
    except (OSError, UnicodeDecodeError) as error:
        reason = getattr(error, "strerror", None) or "it is not UTF-8 text"
        said = f"{name}_FILE: {file} cannot be read ({reason})."
        kind = SettingsRefused if isinstance(error, MISTAKES) else SettingsUnreachable
        raise kind(said) from None
    # As though it were not set, mail would become files, and a played day one in earnest.
    if not text:
        raise SettingsRefused(f"{name}_FILE: {file} is empty: write it, or unset {name}_FILE.")
    return text


def secret_name(name: str) -> str:
    """A secret as the settings call it: CHILDRENS_SERVICES of a cell "childrens-services"."""
    return re.sub(r"[^A-Z0-9]+", "_", name.upper())


def _misspelt(environ: Mapping[str, str]) -> list[str]:
    """A sentence for each name that nearly is a setting: a pilot's mail would reach everyone
    where MATTERS_REDIRECT_TO is misspelt and nobody says so.
    """
    known = {f"{PREFIX}{field.upper()}" for field in Settings.model_fields}
    known |= {f"{PREFIX}{field.upper()}_FILE" for field in IN_FILES}
    strangers = {n for n in environ if n.startswith(PREFIX) and not n.startswith(TEAMS_PREFIX)}
    return [
        f"{name} is not a setting; did you mean {near}?"
        for name in sorted(strangers - known)
        for near in get_close_matches(name, known, n=1, cutoff=0.85)
    ]
