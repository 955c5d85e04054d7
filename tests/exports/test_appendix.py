from exports.appendix import ItemEntries, ListedContribution, appendix, chosen
from exports.attribution import Withheld
from sessions.people import Role
from tests.exports.records import BEGIN, Evening, casus, crowd, notice, poll, question


def only_part(evening: Evening) -> ItemEntries:
    [part] = appendix(evening.record())
    return part


def references(entries: tuple[ListedContribution, ...]) -> list[str]:
    return [entry.quote.reference for entry in entries]


def test_a_text_stands_with_its_origin_and_its_moment() -> None:
    evening = Evening(notice(), question())
    evening.enters("", "bewoners", 2, text="De buurvrouw helpt")
    [entry] = only_part(evening).entries

    assert (entry.quote.text, entry.origin, entry.at) == ("De buurvrouw helpt", "paper", BEGIN)


def test_a_secret_vote_has_no_moment_and_no_rare_origin() -> None:
    evening = Evening(poll(rounds=2))
    people = crowd(evening)
    for who in people:
        evening.says(who, 1, choice=[1])
        evening.says(who, 1, choice=[2], round=2)
    evening.enters("Seniorenraad Emmen", "senioren", 1, choice=[3])
    entries = only_part(evening).entries

    assert {(e.round, e.origin, e.at, e.quote.label) for e in entries} == {
        (1, "", None, ""),
        (2, "browser", None, ""),
    }


def test_a_partys_vote_is_open_where_that_was_promised_and_a_residents_is_not() -> None:
    evening = Evening(poll(open="per_organisation"))
    for who in crowd(evening):
        evening.says(who, 1, choice=[1])
    entries = only_part(evening).entries

    assert [e.quote.label for e in entries[::4]] == [
        "Gemeente Emmen", "Woonstichting Proef", "Ouderenzorg Proef", "senioren",
    ]  # fmt: skip
    assert [e.at is None for e in entries[::4]] == [False, False, False, True]


def test_an_experts_secret_vote_is_listed_and_not_told() -> None:
    evening = Evening(poll(other=True))
    evening.says(evening.joins(role=Role.EXPERT), 1, other="Mijn eigen plan")
    [entry] = only_part(evening).entries

    assert (entry.outside, entry.choices, entry.quote.text) == (True, (), "")
    assert entry.quote.withheld is Withheld.UNCOUNTED_VOTE


def test_earlier_versions_are_counted_and_withdrawn_ones_named() -> None:
    evening = Evening(question())
    anna = evening.joins()
    first = evening.says(anna, 1, text="Een lift")
    evening.says(anna, 1, text="Twee liften", replaces=first)
    evening.says(anna, 1, text="Drie liften", replaces=first)
    gone = evening.says(anna, 1, text="Toch niet")
    evening.takes_back(gone)
    part = only_part(evening)

    assert [e.quote.text for e in part.entries] == ["Drie liften"]
    assert (part.kept, part.changed, part.withdrawn) == (1, 2, (gone,))


def test_recognitions_stand_with_what_they_recognise() -> None:
    evening = Evening(question())
    anna, bram, cas = (evening.joins() for _ in range(3))
    expert = evening.joins(role=Role.EXPERT)
    first = evening.says(anna, 1, text="De koffie op dinsdag")
    second = evening.says(bram, 1, recognise=first)
    lost = evening.says(cas, 1, text="Toch niet")
    orphan = evening.says(anna, 1, recognise=lost)
    outside = evening.says(expert, 1, recognise=first)
    evening.takes_back(lost)
    entries = only_part(evening).entries

    assert references(entries) == [first, orphan, outside]
    assert (entries[0].recognised_by, entries[0].quote.recognised) == ((second,), 1)
    assert [e.recognises for e in entries] == ["", lost, first]


def test_a_casus_tells_the_step_the_glasses_and_the_address() -> None:
    evening = Evening(casus())
    pen = evening.joins(table=2)
    evening.says(pen, 1, table=2, step=1, text="Een trap", perspective="gemeente")
    evening.says(pen, 1, table=2, step=2, text="Een lift", to="Woonstichting Proef")
    entries = only_part(evening).entries

    assert [(e.step, e.perspective, e.to, e.quote.table) for e in entries] == [
        (1, "gemeente", "", 2),
        (2, "", "Woonstichting Proef", 2),
    ]


def test_a_vote_reads_in_the_words_of_its_options() -> None:
    rank, points, scale = (poll(choose=c) for c in ("rank", "points", "scale"))

    assert chosen(poll(), {"choice": [2]}) == ("Zorg",)
    assert chosen(rank, {"choice": [3, 1]}) == ("1. Ontmoeten", "2. Woningen")
    assert chosen(points, {"points": {"1": 60, "3": 40}}) == ("Woningen: 60", "Ontmoeten: 40")
    assert chosen(scale, {"value": 7}) == ("7",)
    assert chosen(poll(), {"choice": [], "other": "De huisarts"}) == ()


def test_references_go_beyond_nine_hundred_ninety_nine_as_people_count() -> None:
    evening = Evening(question())
    anna = evening.joins()
    for number in range(1002):
        evening.says(anna, 1, text=f"Inbreng {number}")

    assert references(only_part(evening).entries)[-3:] == ["B1.1-1000", "B1.1-1001", "B1.1-1002"]
