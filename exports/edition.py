"""For whom a document is."""

from enum import StrEnum


class Edition(StrEnum):
    """For whom a document is. Who forgets to choose gives the public one."""

    INTERNAL = "internal"
    PUBLIC = "public"
