"""The settings: one TOML file that a person can write, each setting declared once, here."""

import tomllib
from dataclasses import dataclass, field, fields
from pathlib import Path
from reprlib import Repr
from typing import Any, get_args, get_origin

from newsread.atomic_files import make_folder, replace_file
from newsread.errors import NewsreadError

DARK_THEME = "newsread-dark"
_TOO_DEEP = "its values lie too deep in each other"


@dataclass(frozen=True)
class Settings:
    """What a reader has chosen, with the value that holds until they choose."""

    annotator: str | None = None
    """The name under which tags are kept; without it the login name."""
    theme: str = DARK_THEME
    """The colours: newsread-dark, newsread-light, newsread-colour-safe, or one of Textual's themes."""
    entities: bool = True
    """Whether people, places, organisations, dates and numbers are highlighted."""
    others: bool = False
    """Whether what other annotators said is shown; without it a second reading is blind."""
    keys: dict[str, object] = field(default_factory=dict)
    """Other keys for actions: the action's id with a key, or a list of keys."""
    followed_links: dict[str, object] = field(default_factory=dict)
    """The links in the place of a workspace's `seeds`, `annotations` or `originals` that are followed, and where each
    leads: newsread follow-links adds one."""


@dataclass(frozen=True)
class SettingsFile:
    """The settings as they stand in a file; whatever of it is wrong is named in `problems` and left out."""

    path: Path
    settings: Settings
    problems: tuple[str, ...] = ()

    def change(self, name: str, value: str | bool | dict[str, object]) -> "SettingsFile":
        """Write one setting and keep the rest of the file, comments too; return what then holds.

        Raises NewsreadError where the file cannot be written, or is not TOML and would be lost.
        """
        import tomlkit  # noqa: PLC0415 - 60 ms that only a change costs

        try:
            present = self.path.read_text(encoding="utf-8") if self.path.exists() else ""
            document = tomlkit.parse(present)
            document[name] = value
            make_folder(self.path.parent)
            replace_file(self.path, tomlkit.dumps(document).encode())
        except (OSError, ValueError, RecursionError, tomlkit.exceptions.TOMLKitError) as error:
            why = _TOO_DEEP if isinstance(error, RecursionError) else error
            raise NewsreadError(
                f"The setting {name} could not be written to {self.path}: {why}; it holds until you quit."
            ) from error
        return read_settings(self.path)


def read_settings(path: Path) -> SettingsFile:
    """Read the settings. A missing file is all defaults; a wrong line costs that line, never the start."""
    try:
        given = tomllib.loads(path.read_text(encoding="utf-8"))
    except FileNotFoundError:
        return SettingsFile(path, Settings())
    except (OSError, ValueError) as error:
        return SettingsFile(path, Settings(), (f"{path} could not be read ({error}); correct or remove it.",))
    except RecursionError:
        return SettingsFile(path, Settings(), (f"{path} could not be read ({_TOO_DEEP}); correct or remove it.",))
    return _checked(path, given)


def _checked(path: Path, given: dict[str, Any]) -> SettingsFile:
    declared = {each.name: _kinds(each.type) for each in fields(Settings)}
    good: dict[str, Any] = {}
    problems: list[str] = []
    for name, value in given.items():
        if name not in declared:
            problems.append(
                f"{path} has a setting {shown(name)} that does not exist; the settings are {', '.join(declared)}."
            )
        elif type(value) not in declared[name]:
            problems.append(
                f"{path} gives {name} the value {shown(value)}, which is of the wrong kind; it is left out."
            )
        else:
            good[name] = value
    return SettingsFile(path, Settings(**good), tuple(problems))


def shown(value: object) -> str:
    """Return a value from a settings file as it may stand in a sentence, cut where it is long or deep."""
    return _SHORT.repr(value)


_SHORT = Repr()
_SHORT.maxstring = _SHORT.maxother = 80


def _kinds(declared: Any) -> tuple[Any, ...]:
    """Return the types that a setting's value may have."""
    return (dict,) if get_origin(declared) is dict else get_args(declared) or (declared,)
