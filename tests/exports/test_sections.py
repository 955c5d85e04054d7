from exports.compiling import compile_minutes
from exports.sections import RESULTS, Section, section
from exports.sections.casus import CasusResult
from exports.sections.poll import Counts, PollResult
from exports.sections.question import QuestionResult
from exports.sections.response import Response
from sessions.items import KINDS
from sessions.items.casus import Casus
from sessions.meeting import ItemState
from sessions.people import Role
from tests.exports.reading import page
from tests.exports.records import MADE_AT, Evening, casus, crowd, notice, poll, question


def made(evening: Evening, number: int = 1) -> Section:
    record = evening.record()
    return section(record, record.items[number - 1])


def poll_of(evening: Evening, number: int = 1) -> PollResult:
    result = made(evening, number).result
    assert isinstance(result, PollResult)
    return result


def question_of(evening: Evening) -> QuestionResult:
    result = made(evening).result
    assert isinstance(result, QuestionResult)
    return result


def casus_of(evening: Evening) -> CasusResult:
    result = made(evening).result
    assert isinstance(result, CasusResult)
    return result


def counts(result: PollResult) -> list[tuple[str, list[int], int | None]]:
    return [(row.label, [cell.count for cell in row.cells], row.shift) for row in result.rows]


def test_every_kind_that_asks_has_its_result() -> None:
    assert set(RESULTS) == {name for name, kind in KINDS.items() if kind.bodies is not None}


def test_a_poll_stands_best_first_with_its_bars() -> None:
    evening = Evening(poll())
    for who, choice in zip(crowd(evening, each=1), (3, 3, 1, 3), strict=True):
        evening.says(who, 1, choice=[choice])
    result = poll_of(evening)

    assert counts(result) == [
        ("Ontmoeten", [3], None), ("Woningen", [1], None), ("Zorg", [0], None),
    ]  # fmt: skip
    assert [round(row.cells[0].size, 2) for row in result.rows] == [1.0, 0.33, 0.0]
    assert "3 van 4" in page(evening.record()).text


def test_two_rounds_stand_beside_each_other_in_the_order_of_the_second() -> None:
    evening = Evening(poll(rounds=2))
    for who in crowd(evening, each=1):
        evening.says(who, 1, choice=[1])
        evening.says(who, 1, choice=[2], round=2)

    assert counts(poll_of(evening)) == [
        ("Zorg", [0, 4], 4), ("Woningen", [4, 0], -4), ("Ontmoeten", [0, 0], 0),
    ]  # fmt: skip
    assert "Verschil" in page(evening.record()).text


def test_a_second_round_that_never_came_gives_no_shift() -> None:
    evening = Evening(poll(rounds=2))
    evening.says(evening.joins(), 1, choice=[3])

    assert counts(poll_of(evening)) == [
        ("Ontmoeten", [1, 0], None), ("Woningen", [0, 0], None), ("Zorg", [0, 0], None),
    ]  # fmt: skip


def test_a_scale_keeps_its_order_and_tells_its_mean() -> None:
    evening = Evening(poll(choose="scale", labels=("slecht", "goed")))
    for who, value in zip(crowd(evening, each=1), (8, 7, 7, 9), strict=True):
        evening.says(who, 1, value=value)
    text = page(evening.record()).text

    assert [row.label for row in poll_of(evening).rows] == [str(n) for n in range(1, 11)]
    assert "1 is ‘slecht’ en 10 is ‘goed’." in text
    assert "Het gemiddelde is 7,8, met een spreiding van 0,8." in text


def test_a_ranking_tells_points_and_first_places() -> None:
    evening = Evening(poll(choose="rank"))
    for who, ranked in zip(crowd(evening, each=1), ([1, 2], [2, 1], [2, 3], [2]), strict=True):
        evening.says(who, 1, choice=ranked)
    rows = poll_of(evening).rows
    text = page(evening.record()).text

    assert [(r.label, r.cells[0].score, r.cells[0].count) for r in rows] == [
        ("Zorg", 7.0, 3), ("Woningen", 3.5, 1), ("Ontmoeten", 1.5, 0),
    ]  # fmt: skip
    assert "7 punten" in text
    assert "3,5 punten" in text
    assert "Eerste keus" in text
    assert "Plaats 1 krijgt 2 punten" in text


def test_points_tell_their_sum_and_how_many_gave_any() -> None:
    evening = Evening(poll(choose="points"))
    anna, bram = evening.joins(), evening.joins()
    evening.says(anna, 1, points={"1": 60, "2": 40})
    evening.says(bram, 1, points={"2": 100})
    rows = poll_of(evening).rows

    assert [(r.label, r.cells[0].score, r.cells[0].count) for r in rows] == [
        ("Zorg", 140.0, 2), ("Woningen", 60.0, 1), ("Ontmoeten", 0.0, 0),
    ]  # fmt: skip


def test_groups_are_shown_as_the_tally_allows_and_the_small_ones_together() -> None:
    evening = Evening(poll(open="per_kind"))
    small = [evening.joins("", kind) for kind in ("huurders", "bewoners") for _ in range(2)]
    for who in [*crowd(evening), *small]:
        evening.says(who, 1, choice=[2])
    every: Counts = (("Zorg", 4),)
    [turn] = poll_of(evening).rounds
    text = page(evening.record()).text

    assert [(g.label, g.people, g.counts) for g in turn.groups] == [
        (kind, 4, every) for kind in ("corporatie", "gemeente", "senioren", "zorgaanbieder", "")
    ]
    assert "Overige soorten samen" in text
    assert "Groepen met minder dan 4 mensen tonen wij niet apart." in text
    assert "huurders" not in text.split("Uitslag", 1)[1].split("Besluiten", 1)[0]


def test_groups_that_cannot_be_shown_at_all_are_named_as_left_out() -> None:
    evening = Evening(poll(open="per_kind"))
    evening.says(evening.joins("", "huurders"), 1, choice=[2])
    [turn] = poll_of(evening).rounds

    assert (turn.groups, turn.left_out) == ((), True)


def test_organisations_have_one_voice_each_where_they_may_be_shown() -> None:
    evening = Evening(poll(open="per_organisation"), poll())
    for who in crowd(evening):
        evening.says(who, 1, choice=[1])
        evening.says(who, 2, choice=[1])

    assert [r.voices for r in poll_of(evening).rows] == [3.0, 0.0, 0.0]
    assert poll_of(evening).one_voice_each
    assert not poll_of(evening, 2).one_voice_each


def test_what_people_added_stands_under_the_result() -> None:
    evening = Evening(poll(other=True))
    evening.says(evening.joins(), 1, other="De huisarts")

    assert [q.text for q in poll_of(evening).rounds[0].other] == ["De huisarts"]


def test_the_answer_of_tables_stands_beside_that_of_people() -> None:
    evening = Evening(poll())
    pen = evening.joins(table=1)
    evening.says(pen, 1, table=1, choice=[2])
    [turn] = poll_of(evening).rounds
    text = page(evening.record()).text

    assert (turn.people, turn.tables, turn.table_counts) == (0, 1, (("Zorg", 1),))
    assert "Antwoord van 1 tafel: Zorg 1 van 1." in text
    assert "Uitslag" not in text


def test_the_response_says_how_much_was_entered_for_somebody_else() -> None:
    evening = Evening(poll())
    for who in crowd(evening)[:5]:
        evening.says(who, 1, choice=[1])
    evening.enters("", "bewoners", 1, choice=[1])

    assert poll_of(evening).rounds[0].response == Response(
        answers=6, own=5, present=16, tables=0, origins={"paper": 1}
    )
    assert (
        "5 van de 16 deelnemers gaven zelf antwoord. "
        "1 antwoord is ingevoerd voor een ander: 1 op papier."
    ) in page(evening.record()).text


def test_contributions_stand_under_the_theme_they_named() -> None:
    evening = Evening(
        question(themes=("Zorg", "Ontmoeten"), target_groups=("Senioren", "Jongeren"))
    )
    anna, bram = evening.joins(), evening.joins()
    first = evening.says(anna, 1, text="De koffie", theme="Ontmoeten", target_group="Senioren")
    evening.says(anna, 1, text="Het loket")
    evening.says(bram, 1, recognise=first)
    result = question_of(evening)
    text = page(evening.record()).text

    assert [(t.name, [q.text for q in t.quotes]) for t in result.themes] == [
        ("Ontmoeten", ["De koffie"]),
        ("", ["Het loket"]),
    ]
    assert (result.recognitions, result.not_named) == (1, ("Jongeren",))
    assert "‘De koffie’ [B1.1-001], 1 ander herkent dit" in text
    assert "Genoemde doelgroepen: Senioren 1. [B1.1] Niet genoemd: Jongeren. [B1.1]" in text


def test_a_question_without_themes_is_one_list() -> None:
    evening = Evening(question(open="per_kind"))
    for who in crowd(evening):
        evening.says(who, 1, text="De koffie")
    text = page(evening.record()).text

    assert [t.name for t in question_of(evening).themes] == [""]
    assert "Zonder thema" not in text
    assert (
        "Mensen die iets schreven: corporatie 4, gemeente 4, senioren 4, zorgaanbieder 4." in text
    )


def test_a_casus_puts_what_each_perspective_saw_beside_each_other() -> None:
    evening = Evening(casus())
    first, second, alone = evening.joins(table=1), evening.joins(table=2), evening.joins()
    evening.says(second, 1, table=2, step=1, text="Kosten", perspective="gemeente")
    evening.says(first, 1, table=1, step=1, text="Een trap", perspective="bewoner")
    evening.says(alone, 1, step=1, text="Eenzaamheid", perspective="bewoner")
    evening.says(first, 1, table=1, step=2, text="Een lift", to="Woonstichting Proef")
    one, two = casus_of(evening).steps

    assert [(s.perspective, s.quote.text) for s in one.seen] == [
        ("bewoner", "Een trap"), ("bewoner", "Eenzaamheid"), ("gemeente", "Kosten"),
    ]  # fmt: skip
    assert (one.through_glasses, one.addresses) == (True, False)
    assert [(s.perspective, s.quote.table, s.to) for s in two.seen] == [
        ("", 1, "Woonstichting Proef")
    ]
    assert (two.through_glasses, two.addresses) == (False, True)


def test_a_kind_is_not_taken_for_a_perspective() -> None:
    evening = Evening(casus())
    people = [evening.joins("Gemeente Emmen", "gemeente") for _ in range(4)]
    crowd(evening)
    evening.says(people[0], 1, step=2, text="Een vergunning")
    seen = casus_of(evening).steps[1].seen

    assert [(s.perspective, s.quote.label) for s in seen] == [("", "")]
    assert "iemand zonder tafel" in page(evening.record()).text


def test_the_actions_of_a_casus_name_owner_partners_and_day() -> None:
    evening = Evening(casus())
    pen = evening.joins(table=1)
    evening.says(pen, 1, table=1, action="Een lift plaatsen", owner="Woonstichting Proef",
                 **{"with": ["Gemeente Emmen", "Bewoners"], "by": "2027-06-01"})  # fmt: skip
    evening.says(pen, 1, table=1, action="Praten")
    [lift, talk] = casus_of(evening).actions

    assert (lift.owner, lift.partners, lift.by) == (
        "Woonstichting Proef", ("Gemeente Emmen", "Bewoners"), "2027-06-01",
    )  # fmt: skip
    assert (talk.owner, talk.partners, talk.by) == ("", (), "")


def test_items_follow_the_order_of_the_evening_and_keep_their_number() -> None:
    evening = Evening(notice(), question(), poll())
    evening.becomes(3, position=1)
    evening.becomes(1, position=3)
    minutes = compile_minutes(evening.record(), MADE_AT)

    assert [s.reference for s in minutes.sections] == ["B1.3", "B1.2", "B1.1"]


def test_items_say_so_when_nothing_came_of_them() -> None:
    evening = Evening(poll("Nooit"), poll("Over"), poll("Nog"), poll("Stil"))
    evening.becomes(1, state=ItemState.WAITING, opened_at=None, closed_at=None)
    evening.becomes(2, state=ItemState.SKIPPED, opened_at=None, closed_at=None)
    evening.becomes(3, state=ItemState.OPEN, closed_at=None)
    text = page(evening.record()).text.split("Wie er waren", 2)[2]

    assert "Nooit Dit onderdeel is niet aan de orde geweest." in text
    assert "Over De begeleider sloeg dit onderdeel over." in text
    assert "Nog Dit onderdeel was nog open toen dit verslag werd gemaakt. Niemand" in text
    assert "Stil Niemand gaf antwoord." in text


def test_experts_are_kept_and_not_counted() -> None:
    evening = Evening(question())
    evening.says(evening.joins(role=Role.EXPERT), 1, text="Kijk naar Denemarken")
    part = made(evening)

    assert (part.result, part.outside) == (None, ("B1.1-001",))
    assert "Die telt niet mee. [B1.1-001]" in page(evening.record()).text


def test_a_casus_without_perspectives_has_no_glasses() -> None:
    evening = Evening(Casus.model_validate({"title": "Kort", "steps": ({"ask": "Wat ziet u?"},)}))
    evening.says(evening.joins(), 1, step=1, text="Een trap")

    assert not casus_of(evening).steps[0].through_glasses
