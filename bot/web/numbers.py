"""Numbers in addresses: short ones. Python refuses to read five thousand digits."""

from starlette.convertors import Convertor, register_url_convertor


class NumberConvertor(Convertor[int]):
    """`{number:number}` in a route: up to six digits."""

    regex = "[0-9]{1,6}"

    def convert(self, value: str) -> int:
        return int(value)

    def to_string(self, value: int) -> str:
        return str(value)


def teach_numbers() -> None:
    """Make `number` known before any route is read."""
    register_url_convertor("number", NumberConvertor())
