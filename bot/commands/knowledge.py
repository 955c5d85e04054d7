"""The commands that look after the knowledge base: check, calibrate, list, gaps, export."""

import sys
from pathlib import Path

import click

from bot.commands.command import DATABASE, refusals_told, run
from bot.unusable import Unusable


@click.group()
def knowledge() -> None:
    """De kennisbank nakijken, ijken en bekijken."""


@knowledge.command("check")
def knowledge_check() -> None:
    """Kijk alle praktijkvoorbeelden na.

    Voorbeeld: samenspel knowledge check
    """
    from bot.commands.asking import mistakes_in_base

    mistakes, entries = mistakes_in_base()
    for mistake in mistakes:
        click.echo(mistake, err=True)
    if mistakes:
        sys.exit(Unusable.exit_code)
    click.echo(f"{entries} praktijkvoorbeelden, geen fouten.")


@knowledge.command("calibrate")
def knowledge_calibrate() -> None:
    """IJk de kennisbank na een wijziging: wanneer antwoorden, wanneer liever zwijgen.

    Voorbeeld: samenspel knowledge calibrate
    """
    from bot.commands.asking import calibrate_base

    for line in calibrate_base(lambda step: click.echo(f"{step} …", err=True)):
        click.echo(line)


@knowledge.command("list")
@DATABASE
def knowledge_list(database: str | None) -> None:
    """Toon alle praktijkvoorbeelden, met wat in het huis van de database is veranderd.

    Voorbeeld: samenspel knowledge list
    """
    from bot.commands.asking import contents
    from bot.commands.at_hand import base_at_hand

    found = base_at_hand(database)
    click.echo(found.whose, err=True)
    for line in contents(found.base):
        click.echo(line)


@knowledge.command("gaps")
@DATABASE
def knowledge_gaps(database: str | None) -> None:
    """Toon wat mensen vroegen en de kennisbank niet zeker wist: hoe vaak, sinds wanneer, wat.

    Voorbeeld: samenspel knowledge gaps
    """
    from bot.gaps import gap_lines

    for line in run(lambda: gap_lines(database)):
        click.echo(line)


@knowledge.command("export")
@click.argument("folder", metavar="DIR", type=click.Path(path_type=Path, file_okay=False))
@DATABASE
def knowledge_export(folder: Path, database: str | None) -> None:
    """Schrijf alle praktijkvoorbeelden als Markdown, ook wat in het beheer is veranderd.

    Voorbeeld: samenspel knowledge export voorbeelden
    """
    from bot.knowing import entry_texts, write_entries

    texts = run(lambda: entry_texts(database))
    refusals_told(lambda: write_entries(folder, texts))
    click.echo(f"{len(texts)} praktijkvoorbeelden staan in {folder}.")
