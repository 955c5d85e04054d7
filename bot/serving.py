"""Starting a house, and telling whoever started it where to go."""

import logging
import socket
import sys
from dataclasses import dataclass

import click
import structlog

from bot.agendas import SHIPPED
from bot.house import House
from bot.settings import Settings
from sessions.actions import planning
from sessions.agenda import read_agenda
from sessions.people import Role

DEMO_AGENDA = SHIPPED / "boce-start.yaml"

PORTS_TO_TRY = 20
"""How many ports after the one that was asked for the demo tries."""


@dataclass(frozen=True, slots=True)
class Place:
    """Where a house listens."""

    host: str
    port: int
    lan: bool = False


async def serve_house(place: Place, database: str | None, *, demo: bool) -> None:
    """Open the house, say where its doors are, and answer until it is stopped."""
    log_quietly()
    if demo:
        place = Place(place.host, free_port(place), lan=place.lan)
    address = lan_address() if place.lan else place.host
    base = f"http://{address}:{place.port}"
    settings = Settings() if database is None else Settings(database=database)
    if not settings.public_url:
        settings = settings.model_copy(update={"public_url": base})
    house = House(settings)
    try:
        for line in await welcome(house, demo=demo, lan=place.lan):
            click.echo(line)
    except BaseException:
        house.close()
        raise
    await house.serve("0.0.0.0" if place.lan else place.host, place.port)  # noqa: S104 -- that is what lan means


async def welcome(house: House, *, demo: bool, lan: bool) -> list[str]:
    """What to open; a house that has nobody yet gets its first links."""
    base = house.settings.public_url.rstrip("/")
    lines = [f"Samenspel staat open op {base}"]
    if demo:
        lines += await _demo_lines(house, base, lan=lan)
    elif not await planning.staff_list(house.store):
        link = await _link(house, base, "Coördinator", Role.COORDINATOR)
        lines += ["Eerste keer: log één keer in als coördinator met", f"  {link}"]
    return [*lines, "Stoppen: Ctrl+C"]


async def _demo_lines(house: House, base: str, *, lan: bool) -> list[str]:
    known = await planning.meetings(house.store, planning.ADMIN)
    open_ones = [m.code for m in known if not m.ended]
    agenda = read_agenda(DEMO_AGENDA.read_text(encoding="utf-8"))
    code = open_ones[0] if open_ones else await planning.load(house.store, planning.ADMIN, agenda)
    where = (
        "op elke telefoon in dit wifi-netwerk"
        if lan
        else "alleen op deze computer; voor telefoons: samenspel demo --lan"
    )
    return [
        "",
        f"Telefoon:    {base}/m/{code}   (code {code[:3]} {code[3:]})",
        f"             werkt {where}",
        f"Scherm:      {base}/scherm/{code}",
        f"Begeleider:  {await _link(house, base, 'Begeleider', Role.FACILITATOR)}",
        f"Coördinator: {await _link(house, base, 'Coördinator', Role.COORDINATOR)}",
        "             (deze twee links werken één keer)",
        "",
        qr_lines(f"{base}/m/{code}"),
    ]


async def _link(house: House, base: str, name: str, role: Role) -> str:
    _, token = await planning.invite(house.store, name, role)
    return f"{base}/in/{token}"


def qr_lines(address: str) -> str:
    """The address as a QR code in the terminal."""
    from io import StringIO

    import segno

    out = StringIO()
    segno.make(address, error="m").terminal(out, compact=True)
    return out.getvalue()


def free_port(place: Place) -> int:
    """The port that was asked for, or the first free one after it."""
    for port in range(place.port, place.port + PORTS_TO_TRY):
        with socket.socket() as probe:
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            try:
                probe.bind((place.host, port))
            except OSError:
                continue
            return port
    return place.port


def lan_address() -> str:
    """This machine's address in its own network; nothing is sent to find it."""
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as probe:
        try:
            probe.connect(("10.255.255.255", 1))
        except OSError:
            return "127.0.0.1"
        return str(probe.getsockname()[0])


def log_quietly() -> None:
    """Structured lines on standard error; the server's own tracebacks may quote people."""
    logging.getLogger("uvicorn.error").setLevel(logging.CRITICAL + 1)
    structlog.configure(
        processors=[
            structlog.processors.add_log_level,
            structlog.processors.TimeStamper(fmt="iso"),
            structlog.processors.JSONRenderer(ensure_ascii=False),
        ],
        logger_factory=structlog.WriteLoggerFactory(file=sys.stderr),
    )
