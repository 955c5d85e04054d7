"""The commands about people: who runs meetings, where, and what is kept about them."""

import json
from datetime import datetime
from typing import Any

import click

from bot.commands.command import DATABASE, run
from bot.commands.roles import ROLES


@click.group()
def people() -> None:
    """Wie bijeenkomsten leidt, en wat wij van iemand bewaren."""


PROGRAMME = click.option(
    "--programme",
    "programmes",
    metavar="TRAJECT",
    multiple=True,
    help="Titel of nummer van een traject; mag vaker. Standaard: alle trajecten.",
)


@people.command("invite")
@click.argument("name", metavar="NAAM")
@click.option("--role", type=click.Choice(list(ROLES)), default="begeleider", show_default=True)
@PROGRAMME
@DATABASE
def people_invite(name: str, role: str, programmes: tuple[str, ...], database: str | None) -> None:
    """Maak een link waarmee iemand één keer kan inloggen.

    Voorbeeld: samenspel people invite "Anna" --role coordinator --programme "Woonzorgvisie BOCE"
    """
    from bot.commands.agendas import invite

    click.echo(run(lambda: invite(name, ROLES[role], database, programmes)))


@people.command("list")
@DATABASE
def people_list(database: str | None) -> None:
    """Toon wie bijeenkomsten mag leiden, met nummer, rol en trajecten.

    Voorbeeld: samenspel people list
    """
    from bot.commands.agendas import staff_lines

    lines = run(lambda: staff_lines(database))
    for line in lines:
        click.echo(line)
    if not lines:
        click.echo("Er is nog niemand. Begin met: samenspel people invite", err=True)


@people.command("role")
@click.argument("number", metavar="NUMMER", type=int)
@click.option("--role", type=click.Choice(list(ROLES)), help="De nieuwe rol.")
@PROGRAMME
@click.option("--everywhere", is_flag=True, help="Alle trajecten, ook die er nog komen.")
@DATABASE
def people_role(number: int, database: str | None, **wanted: Any) -> None:
    """Geef iemand een andere rol of andere trajecten.

    Voorbeeld: samenspel people role 3 --role coordinator --programme "Woonzorgvisie BOCE"
    """
    from bot.commands.agendas import change_role

    role = ROLES.get(wanted["role"] or "", "")
    click.echo(
        run(lambda: change_role(number, role, wanted["programmes"], database))
        if not wanted["everywhere"]
        else run(lambda: change_role(number, role, None, database))
    )


@people.command("forget")
@click.argument("who", metavar="NUMMER")
@click.option("--meeting", metavar="CODE", help="De bijeenkomst, als het om een deelnemer gaat.")
@click.option(
    "--words",
    type=click.Choice(["keep", "remove"]),
    default="keep",
    show_default=True,
    help="Of de inbreng van een deelnemer blijft, zonder persoon, of ook wordt gewist.",
)
@DATABASE
def people_forget(who: str, meeting: str | None, words: str, database: str | None) -> None:
    """Wis iemand: wie bijeenkomsten leidt, of met --meeting een deelnemer (zoals D012).

    Dit is niet terug te draaien.

    Voorbeeld: samenspel people forget D012 --meeting 482716 --words remove
    """
    from bot.commands.forgetting import forget

    click.echo(run(lambda: forget(who, meeting, remove=words == "remove", database=database)))


@people.command("export")
@click.argument("who", metavar="NUMMER")
@click.option("--meeting", metavar="CODE", help="De bijeenkomst, als het om een deelnemer gaat.")
@DATABASE
def people_export(who: str, meeting: str | None, database: str | None) -> None:
    """Schrijf als JSON op wat wij van iemand bewaren, voor wie daarom vraagt.

    Voorbeeld: samenspel people export D012 --meeting 482716
    """
    from bot.commands.forgetting import about

    kept = run(lambda: about(who, meeting, database))
    click.echo(json.dumps(kept, ensure_ascii=False, indent=1, default=datetime.isoformat))
