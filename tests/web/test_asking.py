"""Asking the bot in a browser: what becomes of a question, whatever somebody typed."""

import re
from collections.abc import Iterator
from html import unescape
from itertools import count

import pytest
from click.testing import CliRunner
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bot.cli import main
from bot.conversation.faq import LEFT_ALONE
from bot.conversation.voicing import silence
from sessions.items.item import TEXT_LIMIT, told
from tests.serving import Hall, hall_with
from tests.web.browsing import Visitor
from tests.web.evenings import EVENING, inside
from tests.web.leading import leading

UNKNOWN = "Hoe bak ik een appeltaart met rozijnen?"
WITH_THE_FACILITATOR = "Uw vraag ligt bij de begeleider."


@pytest.fixture
def evening(house: str) -> Iterator[Hall]:
    with hall_with(house, EVENING) as hall:
        yield hall


def asking(hall: Hall) -> Visitor:
    """Somebody who has the field for questions before them."""
    anna = inside(hall)
    anna.follows("Stel een vraag")
    return anna


def minutes(hall: Hall, edition: str = "public") -> str:
    """The minutes as their readers see them, without the marks of the page."""
    path = f"/api/v1/meetings/{hall.code}/exports/minutes.html?edition={edition}"
    answer = hall.facilitator.client.get(path, timeout=120)
    assert answer.status_code == 200, answer.text
    text = re.sub(r"<style.*?</style>|<[^>]+>", " ", answer.text, flags=re.DOTALL)
    return " ".join(unescape(text).split())


def written(hall: Hall) -> list[tuple[str, str]]:
    return [(asked["question"], asked["action"]) for asked in hall.record()["asked"]]


@pytest.mark.slow
def test_a_question_nobody_knew_goes_to_the_facilitator_and_back(evening: Hall) -> None:
    anna, bea = asking(evening), leading(evening)
    anna.presses("Vraag", question=UNKNOWN)
    assert f"{UNKNOWN} {WITH_THE_FACILITATOR}" in anna.sees

    assert UNKNOWN in bea.goes_to(bea.path)
    bea.presses("Beantwoord", text="Met veel boter, <b>echt</b> waar.")
    assert "Er wacht nu geen vraag op u." in bea.sees

    assert (
        f"{UNKNOWN} Met veel boter, <b>echt</b> waar. Antwoord van de begeleider"
        in anna.goes_to(f"/m/{evening.code}/vraag")
    )
    for edition in ("public", "internal"):
        told_later = minutes(evening, edition)
        assert UNKNOWN in told_later
        assert "Antwoord van een mens (begeleider): Met veel boter, <b>echt</b> waar." in told_later


@pytest.mark.slow
def test_suggestions_that_nobody_touched_leave_a_trace(evening: Hall, house_file: str) -> None:
    anna, bea = asking(evening), leading(evening)

    anna.presses("Vraag", question="bijeenkomsten")

    assert "Bedoelt u een van deze vragen?" in anna.sees or "Over welke gemeente" in anna.sees
    assert written(evening) == [("bijeenkomsten", "offered")]
    assert "Er wacht nu geen vraag op u." in bea.goes_to(bea.path)
    asked = minutes(evening)
    assert "‘ bijeenkomsten ’" in asked.partition("Op deze vragen kwam nog geen antwoord.")[2]
    gaps = CliRunner().invoke(main, ["knowledge", "gaps", "--database", house_file])
    assert gaps.exit_code == 0, gaps.output
    assert "suggest\tbijeenkomsten" in gaps.output


def test_words_after_the_buttons_are_a_new_question(evening: Hall) -> None:
    anna, bea = asking(evening), leading(evening)
    anna.presses("Vraag", question="bijeenkomsten")

    anna.presses("Vraag", question="Wat is een ijktabel?")

    assert written(evening) == [("bijeenkomsten", "suggest"), ("Wat is een ijktabel?", "answer")]
    assert f"bijeenkomsten {WITH_THE_FACILITATOR}" in anna.sees
    assert "De ijktabel toont een eerste verdeling" in anna.sees
    assert "Bedoelt u een van deze vragen?" not in anna.sees
    assert "bijeenkomsten" in bea.goes_to(bea.path)


def test_a_choice_takes_the_place_of_the_suggestion(evening: Hall) -> None:
    anna = asking(evening)
    anna.presses("Vraag", question="Hoe lang duurde het?")
    assert "Over welke gemeente of regio gaat uw vraag?" in anna.sees

    anna.presses("Zoetermeer")

    assert written(evening) == [("Hoe lang duurde het? (Zoetermeer)", "answer")]
    assert "ongeveer een half jaar" in anna.sees


def test_a_question_may_lean_on_the_one_before(evening: Hall) -> None:
    anna = asking(evening)
    anna.presses("Vraag", question="Hoe lang deed BOCE over de visie?")
    anna.presses("Vraag", question="en in Zoetermeer?")

    assert "Netto werkte BOCE negen maanden" in anna.sees
    assert "Zoetermeer had ongeveer een half jaar" in anna.sees


LONG = "Wij vragen ons met de hele buurt al jaren af hoe het toch komt. " * 63
PASSED_ON = [
    LONG[:TEXT_LIMIT].strip(),
    "Toplantı ne zaman bitiyor?",
    "ما هي رؤية السكن والرعاية؟",
    "Could you tell me where the nearest bakery is?",
    "Hoe pakken ze het in Groningen aan?",
]


@pytest.mark.parametrize("words", PASSED_ON, ids=lambda words: words[:12])
def test_what_we_cannot_answer_lies_with_the_facilitator(evening: Hall, words: str) -> None:
    anna, bea = asking(evening), leading(evening)

    anna.presses("Vraag", question=words)

    assert anna.status == 200
    if "Bedoelt u een van deze vragen?" in anna.sees:
        anna.presses("Nee, vraag het de begeleider")
    assert f"{' '.join(words.split())} {WITH_THE_FACILITATOR}" in anna.sees
    assert written(evening) == [(words, "abstain")]
    assert " ".join(words.split()) in bea.goes_to(bea.path)


SENTENCES = {
    "wat zijn jullie een stelletje sukkels": "Daar gaan wij niet op in.",
    "<script>alert(1)</script>": "Dit lijkt op computercode.",
    "'; DROP TABLE asked; --": "Dit lijkt op computercode.",
    "?": "Wij zien hier nog geen vraag in.",
    "b": "Wij zien hier nog geen vraag in.",
    "🎉🎉🎉": "Wij zien hier nog geen vraag in.",
    "Mijn BSN is 123456782, kan ik een woning krijgen?": "een nummer of een adres van iemand",
    "Wanneer komt het verslag? Bel mij op 06 12345678.": "een nummer of een adres van iemand",
    "Mail het naar jan.jansen@voorbeeld.nl": "een nummer of een adres van iemand",
    "Waar woont de wethouder?": "Over het privéleven van mensen geven wij geen antwoord.",
}


@pytest.mark.parametrize(("words", "sentence"), SENTENCES.items())
def test_what_is_left_alone_gets_its_sentence_and_stands_nowhere(
    evening: Hall, words: str, sentence: str
) -> None:
    anna, bea = asking(evening), leading(evening)

    anna.presses("Vraag", question=words)

    assert (anna.status, sentence in anna.sees) == (200, True)
    assert written(evening) == []
    assert "Er wacht nu geen vraag op u." in bea.goes_to(bea.path)


@pytest.mark.slow
def test_a_number_in_a_question_is_on_no_screen_and_in_no_edition(evening: Hall) -> None:
    anna = asking(evening)
    anna.presses("Vraag", question="Mijn BSN is 123456782. Wie belt mij op 0612345678?")
    anna.presses("Vraag", question=UNKNOWN)

    wall = leading(evening).goes_to(f"/scherm/{evening.code}")
    shown = [wall, minutes(evening, "public"), minutes(evening, "internal")]
    assert [UNKNOWN in each for each in shown] == [False, True, True]
    assert not any("123456782" in each or "0612345678" in each for each in shown)


def test_one_character_too_many_is_given_back(evening: Hall) -> None:
    anna = asking(evening)

    anna.presses("Vraag", question="x" * (TEXT_LIMIT + 1))

    assert anna.status == 422
    assert ("question", "x" * (TEXT_LIMIT + 1)) in [f for p in anna.page.forms for f in p.fields]
    assert written(evening) == []


numbers = count()
WORDS = ["wat", "is", "een", "ijktabel", "BOCE", "?", "\u202e", "\x00", "=1+1", "/stop", "06", "🎉"]
TYPED = st.one_of(
    st.text(max_size=300),
    st.lists(st.sampled_from(WORDS), max_size=9).map(" ".join),
    st.text("aé\n ", min_size=TEXT_LIMIT - 5, max_size=TEXT_LIMIT + 5),
)


@settings(
    deadline=None,
    max_examples=40,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(words=TYPED)
def test_any_text_gets_a_sentence_and_is_counted_once(evening: Hall, words: str) -> None:
    """Written down once, or given back in the field, or left alone with the sentence for it."""
    anna, key = Visitor(evening.joined(language="nl").client), f"k{next(numbers)}"
    path = f"/m/{evening.code}/vraag"
    before = len(written(evening))

    answers = [
        anna.client.post(path, data={"question": words, "key": key}, follow_redirects=True)
        for _ in range(2)
    ]

    first = anna.goes_to(path) if answers[0].status_code == 200 else ""
    new = [question for question, _ in written(evening)[before:]]
    assert {answer.status_code for answer in answers} <= {200, 422}
    if answers[0].status_code == 422:
        assert 'role="alert"' in answers[0].text
        assert new == []
    elif new:
        assert new == [told(words)]
    else:
        assert any(silence(reason, "nl") in first for reason in LEFT_ALONE)
