"""How an entry of the knowledge base is said, and how it is said that there is none."""

from datetime import date
from urllib.parse import quote

from bot.conversation.reply import Choice
from bot.conversation.texts import words_in
from knowledge_base.entry import Entry
from knowledge_base.guards import Reason


def question_of(entry: Entry, language: str) -> str:
    return (entry.question_en if language == "en" else "") or entry.question


def text_of(entry: Entry, language: str) -> str:
    """English only for whoever uses the bot in English."""
    return (entry.answer_en if language == "en" else "") or entry.answer


def source_of(entry: Entry, language: str) -> str:
    """The story behind an answer, with the month or year in which it was true."""
    words, title = words_in(language), entry.source.title
    if entry.as_of is None:
        return words("faq.source", source=title)
    return words("faq.source_dated", source=title, date=spoken_date(entry.as_of, language))


def page_of(entry: Entry, house: str, language: str) -> tuple[Choice, ...]:
    """The way to an answer's own page; none where the house has no address that phones trust."""
    if not house.startswith("https://"):
        return ()
    address = f"{house}/voorbeelden/{quote(entry.id)}"
    return (Choice(words_in(language)("examples.open"), "", page=address),)


def spoken_date(as_of: str, language: str) -> str:
    """`2023-08` as people say it: augustus 2023."""
    year, _, month = as_of.partition("-")
    if not month:
        return year
    from babel.dates import format_date  # loaded when a day is said, not at start-up

    return format_date(date(int(year), int(month), 1), "MMMM y", locale=language or "nl")


def silence(reason: Reason, language: str) -> str:
    """The kind sentence for a question that gets no answer."""
    words = words_in(language)
    sentences = {
        "elsewhere": words("silent.elsewhere"),
        "person": words("silent.person"),
        "number": words("silent.number"),
        "meeting": words("silent.meeting"),
        "unkind": words("silent.unkind"),
        "small talk": words("silent.small_talk"),
        "no words": words("silent.no_words"),
        "code": words("silent.code"),
        "language": words("silent.language"),
        "unknown": words("silent.unknown"),
    }
    return sentences[reason]
