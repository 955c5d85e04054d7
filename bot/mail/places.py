"""The addresses in a mail: both lead to its reader alone, by the key in them."""


def read_page(base: str, code: str, key: str) -> str:
    """Where the minutes are read, also on a device that was not in the hall."""
    return f"{base}/m/{code}/post/{key}"


def stop_page(base: str, code: str, key: str) -> str:
    """Where mail is stopped, with one press."""
    return f"{read_page(base, code, key)}/stop"
