"""The result of an item in words: totals only, so that nobody can be picked out."""

from bot.conversation import proposing
from bot.conversation.asking import paragraphs
from bot.conversation.room import Room
from sessions.catalogue import Words
from sessions.items.casus import CasusTally
from sessions.items.item import ShowResults
from sessions.items.poll import Choose, OptionTally, Poll, PollTally
from sessions.items.proposal import Proposal
from sessions.meeting import Scheduled


def results(room: Room, scheduled: Scheduled) -> str:
    """Of an item that asks something; empty when its result is for nobody."""
    words, item = room.words, scheduled.item
    if item.show_results is ShowResults.NEVER:
        return ""
    tally = room.record.tally(scheduled.number)
    key = "result.so_far" if scheduled.is_open else "result"
    heading = words(key, title=item.title)
    if isinstance(item, Poll):
        return paragraphs(heading, _poll(item, tally, words))
    if isinstance(item, Proposal):
        return paragraphs(heading, proposing.result(item, tally, words))
    texts = words.plural("result.contributions", tally.n)
    if isinstance(tally, CasusTally):
        return paragraphs(heading, texts, words.plural("result.actions", len(tally.actions)))
    return paragraphs(heading, texts)


def _poll(poll: Poll, tally: PollTally, words: Words) -> str:
    last = tally.last
    if not last.n:
        return words("result.nobody")
    order = sorted(last.options, key=lambda o: (-o.score, o.number))
    if poll.choose is Choose.SCALE:
        order = [o for o in last.options if o.count]
    rows = "\n".join(_row(poll, option, last.n, words) for option in order)
    mean = "" if last.mean is None else words("result.mean", mean=_spoken(last.mean, words))
    return paragraphs(words.plural("result.people", last.n), rows, mean)


def _row(poll: Poll, option: OptionTally, n: int, words: Words) -> str:
    if poll.choose is Choose.POINTS:
        points = _spoken(option.score, words)
        return words("result.points", option=option.label, points=points)
    if poll.choose is Choose.RANK:
        return words("result.rank", option=option.label, first=option.first, n=n)
    return words("result.count", option=option.label, count=option.count, n=n)


def _spoken(value: float, words: Words) -> str:
    """One decimal at most, with the comma or the point of the language."""
    text = f"{value:.1f}".removesuffix(".0")
    return text if words.language == "en" else text.replace(".", ",")
