"""The sentences of the conversation, and the sentence for whatever was refused."""

from collections.abc import Mapping
from pathlib import Path

from sessions.catalogue import BASE, Catalogue, Words

_CATALOGUE = Catalogue(Path(__file__).parent / "locale", "conversation")

LANGUAGES = {"nl": "Nederlands", "en": "English"}
"""The languages we speak, each in its own name."""


def words_in(language: str) -> Words:
    return _CATALOGUE.words(language)


def sentence(key: str, values: Mapping[str, object], language: str = BASE) -> str:
    """The sentence of a refusal, for the person who caused it.

    A mistake in an agenda has its line in `values`, or is given it by the caller.
    """
    words = words_in(language)
    said = words(key, **values)
    return words("refused") if said == key else said
