"""The command that starts the stand-in: `python -m bot.rehearsal.botapi`."""

import asyncio
from importlib.util import find_spec
from pathlib import Path

import click

from bot.unusable import Unusable

MISSING = (
    "Voor het oefenen met Telegram is meer nodig: installeer Samenspel met de toevoeging"
    " rehearsal, met: pip install 'samenspel[rehearsal]'"
)


@click.command(context_settings={"help_option_names": ["-h", "--help"]})
@click.option("--port", default=0, help="Poort om op te luisteren; 0 is een vrije.")
@click.option("--token", default="1:TEST", show_default=True, help="Het token van de bot.")
@click.option(
    "--data",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    help="De Bot API als JSON, om elk verzoek en elk antwoord mee na te kijken.",
)
@click.option("--leash", is_flag=True, help="Stop ook zodra de standaardinvoer sluit.")
def main(port: int, token: str, data: Path | None, *, leash: bool) -> None:
    """Doe of hier Telegram is: de Bot API op deze computer.

    Voorbeeld: python -m bot.rehearsal.botapi --port 8081 --token 1:TEST
    """
    if find_spec("telegram") is None:
        raise Unusable(MISSING)
    from bot.rehearsal.botapi.listening import listen

    asyncio.run(listen(port, token, data, leashed=leash))


if __name__ == "__main__":
    main()
