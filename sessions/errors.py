"""What can go wrong, each with the key of the sentence for whoever caused it."""


class Refusal(Exception):
    """Something that cannot be done: `key` names the sentence, `values` fill its gaps.

    Channels find the words in their catalogue; nothing below them speaks.
    """

    def __init__(self, key: str, **values: object) -> None:
        super().__init__(key, values)
        self.key = key
        self.values = values


class Malformed(Refusal):
    """What was sent does not fit what was asked."""


class Unknown(Refusal):
    """There is no such meeting, item, option or contribution."""


class Forbidden(Refusal):
    """This person may not do this."""


class Clash(Refusal):
    """It fits, but not now: closed, already open, already used."""
