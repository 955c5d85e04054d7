"""The command line: every command with an example, and one clear sentence when it goes wrong."""

import sys
from pathlib import Path
from typing import Any

import click

from bot.commands.command import DATABASE, refusals_told, run
from bot.commands.copying import backup, move, restore
from bot.commands.knowledge import knowledge
from bot.commands.mistakes import Commands
from bot.commands.people import people
from bot.unusable import Unusable


@click.group(
    "samenspel",
    cls=Commands,
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
)
@click.version_option(package_name="samenspel")
def main() -> None:
    """Samenspel: bijeenkomsten waarin een woonzorgvisie samen wordt gemaakt.

    Begin met: samenspel demo
    """


PORT = click.option(
    "--port",
    default=8080,
    show_default=True,
    type=click.IntRange(0, 65_535),
    help="Poort om op te luisteren.",
)


@main.command()
@click.option("--host", default="127.0.0.1", show_default=True, help="Adres om op te luisteren.")
@PORT
@click.option("--lan", is_flag=True, help="Ook voor telefoons op hetzelfde wifi-netwerk.")
@DATABASE
def serve(host: str, port: int, lan: bool, database: str | None) -> None:
    """Start Samenspel.

    Voorbeeld: samenspel serve --port 8080 --database sqlite:///var/samenspel.db
    """
    from bot.serving import ListensAt, serve_house

    run(lambda: serve_house(ListensAt(host, port, lan=lan), database, demo=False))


@main.command()
@PORT
@click.option("--lan", is_flag=True, help="Ook voor telefoons op hetzelfde wifi-netwerk.")
@click.option("--database", metavar="URL", default="sqlite:///var/demo.db", show_default=True)
def demo(port: int, lan: bool, database: str) -> None:
    """Start Samenspel met een voorbeeldbijeenkomst.

    Voorbeeld: samenspel demo --lan
    """
    from bot.serving import ListensAt, serve_house

    run(lambda: serve_house(ListensAt("127.0.0.1", port, lan=lan), database, demo=True))


AGENDA = click.argument("agenda", type=click.Path(path_type=Path))


@main.command()
@AGENDA
def check(agenda: Path) -> None:
    """Kijk een draaiboek na: elke fout met zijn regel en wat er waarschijnlijk bedoeld is.

    Voorbeeld: samenspel check boce-start.yaml
    """
    from bot.commands.agendas import read_agenda_file

    read = refusals_told(lambda: read_agenda_file(agenda))
    minutes = sum(item.minutes or 0 for item in read.items)
    click.echo(
        f"{agenda.name} klopt: {len(read.items)} onderdelen, {minutes} minuten, "
        f"{len(read.organisations)} organisaties."
    )


@main.command()
@AGENDA
@click.option("--replace", metavar="CODE", help="Vervang een bijeenkomst die nog niet begon.")
@DATABASE
def load(agenda: Path, replace: str | None, database: str | None) -> None:
    """Maak een bijeenkomst van een draaiboek; geeft de code en de adressen.

    Voorbeeld: samenspel load boce-start.yaml
    """
    from bot.commands.agendas import load_agenda, read_agenda_file

    read = refusals_told(lambda: read_agenda_file(agenda))
    for line in run(lambda: load_agenda(read, replace, database)):
        click.echo(line)


@main.command()
@click.argument("question", metavar="VRAAG", required=False)
@click.option(
    "--batch",
    type=click.File("r", encoding="utf-8-sig", errors="replace"),
    help="Een vraag per regel.",
)
@click.option("--json", "as_json", is_flag=True, help="Een JSON-object per vraag.")
@click.option("--language", type=click.Choice(["nl", "en"]), default="nl", show_default=True)
@DATABASE
def ask(question: str | None, batch: Any, database: str | None, **how: Any) -> None:
    """Stel de kennisbank een vraag, of een heel bestand met vragen.

    Waar een database is, tellen de voorbeelden mee die daar zijn veranderd.

    Voorbeeld: samenspel ask "Wat is een ijktabel?"
    """
    from bot.commands.asking import answers, questions_in
    from bot.commands.at_hand import base_at_hand

    if (question is None) == (batch is None):
        raise Unusable("Geef een vraag, of een bestand met --batch.")
    questions = [question] if question is not None else questions_in(batch)
    found = base_at_hand(database)
    click.echo(found.whose, err=True)
    for line in answers(found.base, questions, **how):
        click.echo(line)


@main.command()
@click.argument("file", metavar="FILE.csv", type=click.Path(path_type=Path))
@click.option("--column", default="text", show_default=True, help="De kolom met de antwoorden.")
@click.option("--agenda", type=click.Path(path_type=Path), help="Draaiboek met de themalijst.")
@click.option("--json", "as_json", is_flag=True, help="Eén JSON-object.")
def themes(file: Path, column: str, agenda: Path | None, as_json: bool) -> None:
    """Zoek thema's in open antwoorden; geen antwoord valt weg.

    Voorbeeld: samenspel themes antwoorden.csv --column text --json
    """
    import json

    from bot.commands.theming import theme_lines

    data, lines = refusals_told(
        lambda: theme_lines(file, column, agenda, lambda step: click.echo(step, err=True))
    )
    click.echo(json.dumps(data, ensure_ascii=False) if as_json else "\n".join(lines))


for command in (knowledge, people, backup, restore, move):
    main.add_command(command)


DOCUMENTS = ["minutes", "agreements", "data", "archive", "vision"]


@main.command()
@click.argument("code", metavar="CODE|TRAJECT")
@click.option("--as", "kind", type=click.Choice(DOCUMENTS), default="minutes")
@click.option("--format", "formats", metavar="odt,pdf,…", help="Standaard: alle gewone formaten.")
@click.option("--edition", type=click.Choice(["internal", "public"]), default="internal")
@click.option(
    "--since", type=click.IntRange(1), metavar="N", help="Vergelijk de visie met versie N."
)
@click.option(
    "--until",
    type=click.IntRange(0),
    metavar="M",
    help="Met --since: alleen wat er veranderde van versie N naar M; 0 is de visie van nu.",
)
@click.option(
    "--variant",
    type=click.Choice(["ambition", "covenant", "performance"]),
    help="Vorm van de afspraken: ambitieovereenkomst, convenant (gewoon) of prestatieafspraken.",
)
@click.option("--out", type=click.Path(path_type=Path), default=Path(), help="Map.")
@DATABASE
def export(code: str, out: Path, database: str | None, **wanted: Any) -> None:
    """Schrijf verslag, afspraken, gegevens of archief van een bijeenkomst, of de visie.

    De visie gaat over alle bijeenkomsten van een traject. Noem de titel, of de code van één ervan.

    De interne uitgave is voor wie het traject leidt; de openbare noemt geen mensen.

    Voorbeeld: samenspel export 482716 --as minutes --format odt,pdf --edition public --out verslag
    of: samenspel export "Woonzorgvisie BOCE" --as vision --since 1 --until 2
    """
    from bot.commands.exporting import documents_of, orders_for, versions_for, write_documents

    orders = orders_for(wanted["kind"], wanted["formats"], wanted["edition"], wanted["variant"])
    versions = versions_for(wanted["kind"], wanted["since"], wanted["until"])
    made = run(lambda: documents_of(code, orders, database, versions))
    for path in refusals_told(lambda: write_documents(made, out)):
        click.echo(path)
    for remark in made.remarks:
        click.echo(remark, err=True)


@main.command()
@AGENDA
@click.option("--phones", default=60, show_default=True, type=click.IntRange(1, 2_000))
@click.option("--seed", default=1, show_default=True, type=int)
@click.option(
    "--over",
    type=click.Choice(["web", "telegram", "both"]),
    default="web",
    show_default=True,
    help="Telefoons met de browser, met Telegram, of om en om.",
)
@click.option("--calm", is_flag=True, help="Eén telefoon tegelijk, in vaste volgorde.")
@click.option("--out", type=click.Path(path_type=Path), default=Path("rehearsal-out"))
def rehearse(agenda: Path, **options: Any) -> None:
    """Speel een hele avond na, met verzonnen telefoons en een echte server.

    Voorbeeld: samenspel rehearse boce-start.yaml --phones 60 --seed 1 --out oefening
    """
    from bot.commands.agendas import read_agenda_file
    from bot.rehearsal.evening import Plan, rehearse_evening

    read = refusals_told(lambda: read_agenda_file(agenda))
    plan = Plan(agenda=read, **options)
    for line in run(lambda: rehearse_evening(plan)):
        click.echo(line)


@main.command()
@DATABASE
def migrate(database: str | None) -> None:
    """Breng de database naar deze versie.

    Voorbeeld: samenspel migrate --database postgresql+psycopg:///samenspel
    """
    from bot.settings import Settings
    from sessions.storage.migrating import migrate as bring_up_to_date

    url = database or Settings().database
    refusals_told(lambda: bring_up_to_date(url))
    click.echo("De database is bij.")


@main.command()
@DATABASE
def doctor(database: str | None) -> None:
    """Kijk na of alles goed staat: de database, het thema, de mail en de bot bij Telegram.

    Voorbeeld: samenspel doctor
    """
    from bot.commands.doctor import examine
    from bot.settings import Settings

    settings = Settings() if database is None else Settings(database=database)

    async def look() -> bool:
        fine = True
        async for finding in examine(settings):
            click.echo(f"{'goed' if finding.fine else 'FOUT'}  {finding.sentence}")
            fine = fine and finding.fine
        return fine

    if not run(look):
        sys.exit(1)
