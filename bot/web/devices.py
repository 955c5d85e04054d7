"""What kind of device somebody uses, in two words that they recognise in a list."""

from starlette.requests import HTTPConnection

BROWSERS = (
    ("Edg/", "Edge"),
    ("OPR/", "Opera"),
    ("SamsungBrowser/", "Samsung Internet"),
    ("Firefox/", "Firefox"),
    ("Chrome/", "Chrome"),
    ("Safari/", "Safari"),
)
"""How browsers name themselves; whoever imitates another one stands before it."""

SYSTEMS = (
    ("Android", "Android"),
    ("iPhone", "iPhone"),
    ("iPad", "iPad"),
    ("Windows", "Windows"),
    ("Mac OS", "Mac"),
    ("CrOS", "Chromebook"),
    ("Linux", "Linux"),
)


def device_of(connection: HTTPConnection) -> str:
    """`Firefox · Windows`; never more of what a browser says, which would tell people apart."""
    said = connection.headers.get("user-agent", "")
    found = [
        next((name for mark, name in known if mark in said), "") for known in (BROWSERS, SYSTEMS)
    ]
    return " · ".join(name for name in found if name)
