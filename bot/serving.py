"""Starting a house, and telling whoever started it where to go."""

import errno
import logging
import socket
import sys
from dataclasses import dataclass
from shutil import which

import click
import structlog

from bot.house import House
from bot.settings import Settings
from sessions.actions import planning
from sessions.agenda import SHIPPED, read_agenda
from sessions.errors import Clash
from sessions.people import Role

DEMO_AGENDA = SHIPPED / "boce-start.yaml"

PORTS_TO_TRY = 20
"""How many ports after the one that was asked for the demo tries."""


@dataclass(frozen=True, slots=True)
class ListensAt:
    """Where a house listens."""

    host: str
    port: int
    lan: bool = False


async def serve_house(place: ListensAt, database: str | None, *, demo: bool) -> None:
    """Open the house, say where its doors are, and answer until it is stopped."""
    log_quietly()
    host = "0.0.0.0" if place.lan else place.host  # noqa: S104 -- that is what lan means
    listening = listen(host, place.port, tries=PORTS_TO_TRY if demo else 1)
    try:
        seen = lan_address() if place.lan else place.host
        base = f"http://{seen}:{listening.getsockname()[1]}"
        settings = Settings() if database is None else Settings(database=database)
        if place.lan and not settings.public_url:
            settings = settings.model_copy(update={"public_url": base})
        house = House(settings)
        try:
            for line in await welcome(house, settings.public_url or base, demo=demo, lan=place.lan):
                click.echo(line)
            await house.serve(listening)
        finally:
            house.close()
    finally:
        listening.close()


async def welcome(house: House, address: str, *, demo: bool, lan: bool) -> list[str]:
    """What to open; a house that has nobody yet gets its first links."""
    base = address.rstrip("/")
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
        else f"alleen op deze computer; voor telefoons: {_as_typed()} demo --lan"
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


def _as_typed() -> str:
    """The command as whoever started us can type it again: in a clone it is on no path."""
    return "samenspel" if which("samenspel") else sys.argv[0]


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


def listen(host: str, port: int, *, tries: int) -> socket.socket:
    """A socket on this port, or on the first free one after it; refused before anything is made.

    It names TCP: asyncio sends small answers at once (TCP_NODELAY) only where it sees that.
    """
    for each in range(port, port + tries):
        try:
            family, kind, protocol, _, address = socket.getaddrinfo(
                host, each, type=socket.SOCK_STREAM, proto=socket.IPPROTO_TCP
            )[0]
            listening = socket.socket(family, kind, protocol)
        except (OSError, OverflowError):
            raise Clash("serve.no_address", host=host) from None
        listening.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            listening.bind(address)
        except PermissionError:
            listening.close()
            raise Clash("serve.port_refused", port=each) from None
        except OSError as error:
            listening.close()
            if error.errno == errno.EADDRNOTAVAIL:
                raise Clash("serve.no_address", host=host) from None
        else:
            return listening
    raise Clash("serve.port_taken", host=host, port=port)


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
