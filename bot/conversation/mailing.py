"""What a mail about the minutes says: short sentences, which can be read aloud."""

from dataclasses import dataclass

from bot.conversation.asking import paragraphs
from bot.conversation.days import spoken_day
from bot.conversation.reply import Say
from bot.conversation.texts import words_in
from sessions.catalogue import Words
from sessions.record import Record


@dataclass(frozen=True, slots=True)
class Links:
    """Where its reader goes on: to the minutes, or to stop mail."""

    read: str
    stop: str


def told(record: Record, language: str, links: Links) -> Say:
    """That the draft goes round, or that the minutes are final; the first line is the subject."""
    w, title = words_in(language), " ".join(record.meeting.title.split())
    write = _adopted if record.review.adopted else _draft
    parts = write(record, w, title, links)
    from_whom = f"{w('mail.bye')}\n{' '.join(record.programme.title.split())}"
    return Say(paragraphs(*parts, from_whom))


def _draft(record: Record, w: Words, title: str, links: Links) -> list[str]:
    last_day = record.review.last_day
    until = w("mail.until", day=spoken_day(last_day, w.language)) if last_day else ""
    return [
        w("mail.draft_subject", title=title),
        w("mail.hello"),
        w("mail.draft", title=title),
        f"{w('mail.read_draft')}\n{links.read}",
        f"{until} {w('mail.once_more')}",
        w("mail.yours"),
        f"{w('mail.stop')}\n{links.stop}",
    ]


def _adopted(_record: Record, w: Words, title: str, links: Links) -> list[str]:
    """There is nothing left to stop: with this one the address is forgotten."""
    return [
        w("mail.adopted_subject", title=title),
        w("mail.hello"),
        w("mail.adopted", title=title),
        f"{w('mail.read_adopted')}\n{links.read}",
        w("mail.last"),
        w("mail.yours"),
    ]
