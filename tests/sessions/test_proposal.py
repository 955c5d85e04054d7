from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError

from sessions import owners
from sessions.errors import Malformed
from sessions.items.contribution import Contribution, Voice
from sessions.items.proposal import Proposal, Rule, Stand
from tests.sessions.making import contribution, patiently

PARTIES = ("Gemeente Emmen", "Woonstichting Proef", "Seniorenraad Emmen", "Thuiszorg")


def proposal(**more: object) -> Proposal:
    return Proposal.model_validate({"title": "Wij maken samen één visie"} | more)


def position(party: str, number: int, **answer: str) -> Contribution:
    return contribution_of(party, number, answer)


def contribution_of(
    party: str, number: int, answer: dict[str, str], revision: int = 1
) -> Contribution:
    return contribution(
        f"B1.1-{number:03d}", proposal().check(answer).answer, owner=owners.party(party),
        slot="position", participant=f"D{number:03d}", revision=revision,
    )  # fmt: skip


def test_a_reservation_names_the_body_and_a_no_its_reason() -> None:
    item = proposal()

    with pytest.raises(Malformed, match=r"answer\.which_body"):
        item.check({"position": "reservation"})
    with pytest.raises(Malformed, match=r"answer\.why_not"):
        item.check({"position": "disagree", "text": "  "})
    with pytest.raises(Malformed, match=r"answer\.malformed"):
        item.check({"position": "perhaps"})
    kept = item.check({"position": "agree", "reservation": "de raad", "mandate": "wethouder"})
    assert (kept.answer, kept.slot) == ({"position": "agree", "mandate": "wethouder"}, "position")


def test_a_proposal_is_never_secret() -> None:
    with pytest.raises(ValidationError, match=r"agenda\.proposal_is_open"):
        proposal(open="anonymous")


def test_an_organisation_counts_once_with_what_it_said_last() -> None:
    rows = [
        position("Gemeente Emmen", 1, position="agree"),
        position("Woonstichting Proef", 2, position="reservation", reservation="de raad"),
        contribution_of("Gemeente Emmen", 1, {"position": "disagree", "text": "Te duur."}, 2),
    ]
    tally = proposal().tally(rows, {}, 4)

    assert tally.organisations == {
        "Gemeente Emmen": "B1.1-001", "Woonstichting Proef": "B1.1-002",
    }  # fmt: skip
    assert {s: tally.count(s) for s in Stand} == {"agree": 0, "reservation": 1, "disagree": 1}
    assert not tally.adopted


@pytest.mark.parametrize(
    ("stands", "adopted"),
    [
        ([], []),
        (["agree"], list(Rule)),
        (["agree", "reservation"], [Rule.NOBODY_AGAINST, Rule.MAJORITY]),
        (["agree", "reservation", "disagree"], [Rule.MAJORITY]),
        (["agree", "disagree"], []),
        (["disagree"], []),
    ],
)
def test_the_rule_decides(stands: list[str], adopted: list[Rule]) -> None:
    said: dict[str, dict[str, str]] = {
        "agree": {},
        "reservation": {"reservation": "de raad"},
        "disagree": {"text": "Nee."},
    }
    rows = [
        contribution_of(party, n, {"position": stand} | said[stand])
        for n, (party, stand) in enumerate(zip(PARTIES, stands, strict=False), start=1)
    ]

    found = [r for r in Rule if proposal(rule=r).tally(rows, {}, 4).adopted]

    assert found == adopted


def test_experts_have_no_voice() -> None:
    row = position("Expertteam", 1, position="agree")

    tally = proposal().tally(
        [row], {"D001": Voice("Expertteam", "expert of Rijk", counts=False)}, 4
    )

    assert (tally.n, tally.adopted) == (0, False)


stands = st.lists(st.tuples(st.sampled_from(PARTIES), st.sampled_from(["agree", "disagree"])))


@patiently
@given(stands, st.randoms(use_true_random=False))
def test_order_and_repetition_change_nothing(said: list[tuple[str, str]], random: Random) -> None:
    revisions: dict[str, int] = {}
    rows = []
    for party, stand in said:
        revisions[party] = revisions.get(party, 0) + 1
        number = PARTIES.index(party) + 1
        why = {"text": "Nee."} if stand == "disagree" else {}
        rows.append(contribution_of(party, number, {"position": stand} | why, revisions[party]))
    shuffled = rows * 2
    random.shuffle(shuffled)

    tally = proposal().tally(rows, {}, 4)

    assert proposal().tally(shuffled, {}, 4) == tally
    assert tally.n == len({party for party, _ in said}) == sum(map(tally.count, Stand))
