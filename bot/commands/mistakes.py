"""A command that was typed wrong: one Dutch sentence for it, and where its explanation is."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import click

from bot.unusable import Unusable


class Commands(click.Group):
    """Commands whose mistakes are told in Dutch; click knows English only."""

    def make_context(self, *args: Any, **kwargs: Any) -> click.Context:
        with in_dutch():
            return super().make_context(*args, **kwargs)

    def invoke(self, ctx: click.Context) -> Any:
        with in_dutch():
            return super().invoke(ctx)


@contextmanager
def in_dutch() -> Iterator[None]:
    try:
        yield
    except click.exceptions.NoArgsIsHelpError:
        raise  # without anything it shows its help, which is Dutch
    except click.UsageError as mistake:
        command = mistake.ctx.command_path if mistake.ctx else "samenspel"
        raise Unusable(f"{sentence_for(mistake)} Uitleg: {command} --help") from None


def sentence_for(mistake: click.UsageError) -> str:
    """What was typed wrong."""
    match mistake:
        case click.MissingParameter():
            return f"Hier ontbreekt nog iets: {_name(mistake)}."
        case click.BadParameter():
            return f"{_name(mistake)}: {_wanted(mistake.param)}"
        case click.exceptions.NoSuchCommand():
            near = _near(mistake.possibilities)
            return f"De opdracht {mistake.command_name} is er niet.{near}"
        case click.NoSuchOption():
            return f"De optie {mistake.option_name} is er niet.{_near(mistake.possibilities)}"
        case click.BadOptionUsage():
            return f"De optie {mistake.option_name} is niet af, of krijgt iets te veel."
        case _:
            return "Hier staat meer dan deze opdracht kan gebruiken."


def _name(mistake: click.BadParameter) -> str:
    """As it is typed: the option, or the word that the help has for an argument."""
    param = mistake.param
    if isinstance(param, click.Option):
        return max(param.opts, key=len)
    return param.make_metavar(mistake.ctx) if param and mistake.ctx else ""


def _wanted(param: click.Parameter | None) -> str:
    match param.type if param else None:
        case click.Choice(choices=choices):
            wanted = f"kies uit {', '.join(map(str, choices))}."
        case click.IntRange(min=low, max=None):
            wanted = f"geef een getal van {low} of hoger."
        case click.IntRange(min=low, max=high):
            wanted = f"geef een getal van {low} tot en met {high}."
        case click.types.IntParamType():
            wanted = "geef een getal."
        case click.File():
            wanted = "dit bestand is er niet, of wij mogen het niet lezen."
        case click.Path():
            wanted = "dit is geen map."
        case _:
            wanted = "dit kunnen wij niet gebruiken."
    return wanted


def _near(possibilities: Any) -> str:
    return f" Bedoelt u {' of '.join(sorted(possibilities)[:3])}?" if possibilities else ""
