from bot.conversation.reply import Choice, Keep, Say
from bot.conversation.talk import (
    TURNS_REMEMBERED,
    Awaits,
    Draft,
    Held,
    Talk,
    read_talk,
)

THANKS = Keep(2, {"choice": [1]}, Say("Dank", (Choice("Verander", "ask:2"),)), "een")


def test_a_talk_survives_the_database() -> None:
    talk = Talk(
        me="D001", language="en", awaits=Awaits.CHANGE, about="B1.2-001", told=(1, 2), current=2,
        draft=Draft(2, 1, (3, 1), {1: 60}), held=(Held(1, "hé\n“ja”"),), question="wat?",
        glasses={4: "bewoner"}, asked_to_quote=True,
    ).after("k1", [THANKS, Say("Dag")])  # fmt: skip

    assert read_talk(talk.to_json()) == talk


def test_what_cannot_be_read_begins_anew() -> None:
    assert [read_talk(kept) for kept in (None, "", "{", "[]", '{"told": "x"}')] == [Talk()] * 5


def test_words_are_held_once_and_let_go_by_their_text() -> None:
    talk, first = Talk().hold("een")
    talk, second = talk.hold("twee")
    same, again = talk.hold("een")

    assert (first, second, again) == (1, 2, 1)
    assert same == talk
    assert talk.release("een").held == (Held(2, "twee"),)
    assert talk.release("een").hold("drie")[1] == 3


def test_the_last_turns_are_remembered_under_their_keys() -> None:
    talk = Talk()
    for n in range(TURNS_REMEMBERED + 1):
        talk = talk.after(f"k{n}", [Say(str(n))])

    assert talk.replies_to("k0") is None
    assert talk.replies_to("k1") == (Say("1"),)
    assert talk.replies_to("") is None
    assert talk.after("\ud800", [Say("x")]) == talk
