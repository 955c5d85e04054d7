"""The commands that copy a whole database: to a file, from one, or to another database."""

from pathlib import Path
from tempfile import TemporaryDirectory

import click

from bot.commands.command import DATABASE, refusals_told
from bot.unusable import Unusable

FILE = click.argument("file", metavar="BESTAND", type=click.Path(path_type=Path))


def _url(database: str | None) -> str:
    from bot.settings import Settings

    return database or Settings().database


@click.command()
@FILE
@DATABASE
def backup(file: Path, database: str | None) -> None:
    """Schrijf alles in één bestand. Samenspel mag intussen draaien.

    Het bestand bevat namen en antwoorden: bewaar het zo veilig als de database zelf.

    Voorbeeld: samenspel backup samenspel-2027-03-12.zip
    """
    from sessions.storage import copying

    rows = refusals_told(lambda: copying.backup(_url(database), file))
    click.echo(f"{file}: {sum(rows.values())} rijen uit {len(rows)} tabellen.")


@click.command()
@FILE
@DATABASE
def restore(file: Path, database: str | None) -> None:
    """Zet een bestand van samenspel backup terug, in een lege database.

    Voorbeeld: samenspel restore samenspel-2027-03-12.zip --database sqlite:///var/nieuw.db
    """
    from sessions.storage import copying

    if not file.is_file():
        raise Unusable(f"{file} is er niet, of is geen bestand.")
    rows = refusals_told(lambda: copying.restore(file, _url(database)))
    click.echo(f"{sum(rows.values())} rijen teruggezet.")


@click.command()
@click.option("--to", "target", metavar="URL", required=True, help="De nieuwe, lege database.")
@DATABASE
def move(target: str, database: str | None) -> None:
    """Zet alles over naar een andere database; de oude blijft zoals hij was.

    Stop Samenspel eerst: wat er daarna nog bij komt, gaat niet mee.

    Voorbeeld: samenspel move --to postgresql+psycopg:///samenspel
    """
    from sessions.storage import copying

    with TemporaryDirectory() as folder:
        file = Path(folder) / "move.zip"
        refusals_told(lambda: copying.backup(_url(database), file))
        rows = refusals_told(lambda: copying.restore(file, target))
    click.echo(f"{sum(rows.values())} rijen overgezet. Zet nu SAMENSPEL_DATABASE op {target}.")
