"""The names that others hold on to: commands with their options, and the members of a class."""

import inspect
from collections.abc import Callable
from importlib.metadata import entry_points
from typing import Any
from unittest.mock import patch

import click


def group() -> click.Group:
    """Return the group of commands that the program `newsread` runs, wherever it is defined."""
    found: list[click.Group] = []

    def keep(self: click.Group, *_: object, **__: object) -> None:
        found.append(self)

    (program,) = entry_points(group="console_scripts", name="newsread")
    with patch.object(click.Group, "main", keep):
        program.load()([])
    return found[0]


def commands() -> dict[str, dict[str, str]]:
    """Return the parameters of every command, by its name, each by its names."""
    every: dict[str, click.Command] = {"": group(), **group().commands}
    return {
        name: {" ".join([*each.opts, *each.secondary_opts]): _described(each) for each in command.params}
        for name, command in sorted(every.items())
    }


def _described(parameter: click.Parameter) -> str:
    """Return what a parameter takes: its kind, its choices or its type, how many, and its default."""
    kind = parameter.type
    taken = "|".join(map(str, kind.choices)) if isinstance(kind, click.Choice) else kind.name
    is_flag = isinstance(parameter, click.Option) and parameter.is_flag
    default = parameter.default if isinstance(parameter.default, str | int) else None
    words = {
        parameter.param_type_name: True,
        taken: True,
        "flag": is_flag,
        "multiple": parameter.multiple or parameter.nargs == -1,
        "required": parameter.required,
        f"default {default}": default is not None and not is_flag,
    }
    return ", ".join(word for word, holds in words.items() if holds)


def members(of: type) -> dict[str, str]:
    """Return the public members of a class, by their names: of a method its parameters without their types."""
    return {name: _member(value) for name, value in sorted(vars(of).items()) if not name.startswith("_")}


def _member(value: Any) -> str:
    if not (callable(value) or isinstance(value, classmethod | staticmethod)):
        return "property"
    function: Callable[..., object] = value.__func__ if isinstance(value, classmethod | staticmethod) else value
    signature = inspect.signature(function)
    plain = [each.replace(annotation=inspect.Parameter.empty) for each in signature.parameters.values()]
    return str(inspect.Signature(plain))
