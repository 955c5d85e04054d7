import re

import pytest
from playwright.sync_api import Dialog, Locator, Page, Route, expect

from tests.browser.conftest import Open, Screens
from tests.serving import Hall

pytestmark = pytest.mark.browser

DRAGGABLE = "[data-rank].sleepbaar"
SAVED = re.compile(r"Opgeslagen om \d{1,2}\.\d\d uur")


def kept(evening: Hall) -> list[dict[str, object]]:
    return [c["answer"] for c in evening.record()["contributions"] if c["current"]]


def saved(page: Page) -> Locator:
    return page.locator("main").get_by_text(SAVED)


def write(page: Page, words: str) -> None:
    page.get_by_label("Uw antwoord").or_(page.get_by_label("Nog een antwoord")).fill(words)


def send(page: Page) -> None:
    page.get_by_role("button", name="Bewaar mijn antwoord").click()


def test_an_evening_on_a_phone(evening: Hall, screens: Screens, opens: Open) -> None:
    anna = screens.phone()
    expect(anna.get_by_text("Er staat nu geen vraag open")).to_be_visible()

    opens(2)
    anna.get_by_label("Ontmoeten").check()
    anna.get_by_role("button", name="Verstuur mijn keuze").click()
    expect(saved(anna)).to_be_visible()
    expect(anna.get_by_role("button", name="Verander mijn antwoord")).to_be_visible()

    anna.get_by_label("Zorg dichtbij").check()
    expect(saved(anna)).to_be_hidden()
    anna.get_by_role("button", name="Verander mijn antwoord").click()
    expect(saved(anna)).to_be_visible()
    assert kept(evening) == [{"choice": [2]}]

    evening.joined().gives(2, {"choice": [1]}, "k")
    evening.facilitator.does("items/2/close")
    expect(anna.get_by_text("Gesloten. 2 mensen gaven antwoord.")).to_be_visible()
    evening.facilitator.does("items/2/reveal")
    expect(anna.get_by_text("Zorg dichtbij · uw keuze")).to_be_visible()

    opens(7)
    write(anna, "De koffie.")
    anna.get_by_label("Ja, dat mag").check()
    send(anna)
    expect(anna.locator("[data-own]").get_by_text(SAVED)).to_be_visible()
    expect(anna.get_by_label("Nog een antwoord")).to_have_value("")
    expect(anna.get_by_label("Ja, dat mag")).to_have_count(0)
    assert kept(evening)[-1] == {"text": "De koffie."}
    assert [p["quotable"] for p in evening.record()["participants"]] == [True, None]

    evening.facilitator.does("end")
    expect(anna.get_by_text("Dank voor uw inbreng")).to_be_visible()


def test_offline_in_the_middle_of_an_answer_and_back(
    evening: Hall, screens: Screens, opens: Open
) -> None:
    anna = screens.phone()
    opens(7)
    write(anna, "In Klazienaveen komt de wijkverpleegkundige")
    anna.context.set_offline(offline=True)
    expect(anna.get_by_text("Geen verbinding: wij bewaren uw antwoord")).to_be_visible()

    write(anna, "In Klazienaveen komt de wijkverpleegkundige elke dinsdag.")
    send(anna)
    expect(anna.locator("[data-own]").get_by_text("Wacht op verbinding")).to_be_visible()
    expect(saved(anna)).to_have_count(0)
    assert kept(evening) == []

    anna.context.set_offline(offline=False)
    expect(anna.locator("[data-own]").get_by_text(SAVED)).to_be_visible()
    expect(anna.get_by_text("Wacht op verbinding")).to_have_count(0)
    expect(anna.get_by_text("Geen verbinding")).to_have_count(0)
    assert kept(evening) == [{"text": "In Klazienaveen komt de wijkverpleegkundige elke dinsdag."}]


def test_what_closing_cut_off_is_all_still_there(
    evening: Hall, screens: Screens, opens: Open
) -> None:
    """One text was sent without a connection, another half typed; then the item closed."""
    anna = screens.phone()
    opens(7)
    expect(anna.get_by_label("Uw antwoord")).to_be_visible()
    anna.context.set_offline(offline=True)
    write(anna, "Verstuurd zonder verbinding.")
    send(anna)
    write(anna, "Half getypt.")
    evening.facilitator.does("items/7/close")
    anna.context.set_offline(offline=False)

    unsent = anna.get_by_label("Dit is niet verstuurd")
    expect(unsent).to_have_value(re.compile("Verstuurd zonder verbinding."))
    expect(unsent).to_have_value(re.compile("Half getypt."))
    expect(anna.locator(".fout")).to_contain_text("Dit onderdeel is gesloten.")
    assert kept(evening) == []

    opens(2)
    expect(anna.locator(".fout")).to_have_count(0)
    expect(unsent).to_have_count(0)


def test_why_something_was_refused_stays_when_its_form_goes(
    evening: Hall, screens: Screens, opens: Open
) -> None:
    """The phone hears that it came too late before it has seen that the item closed."""
    anna, held = screens.phone(), list[Route]()

    def hold(route: Route) -> None:
        held.append(route)

    opens(7)
    write(anna, "Net te laat.")
    anna.route(f"**/m/{evening.code}", hold)
    evening.facilitator.does("items/7/close")
    send(anna)
    expect(anna.locator("form[data-answer] .fout")).to_contain_text("Dit onderdeel is gesloten.")

    for each in held:
        each.continue_()
    anna.unroute(f"**/m/{evening.code}")

    expect(anna.locator("form[data-answer]")).to_have_count(0)
    expect(anna.locator(".fout")).to_contain_text("Dit onderdeel is gesloten.")
    expect(anna.get_by_label("Dit is niet verstuurd")).to_have_value("Net te laat.")


def test_an_answer_whose_thank_you_was_lost_is_kept_once(
    evening: Hall, screens: Screens, opens: Open
) -> None:
    """The server had it, the phone did not hear so: the same key goes out again."""
    anna = screens.phone()
    opens(2)
    keys: list[str] = []

    def lose_the_first(route: Route) -> None:
        keys.append(route.request.headers["idempotency-key"])
        answer = route.fetch()
        if len(keys) == 1:
            route.abort()
        else:
            route.fulfill(response=answer)

    anna.route("**/answer", lose_the_first)
    anna.get_by_label("Ontmoeten").check()
    with anna.expect_response("**/answer"):  # of the second time: the first had none
        anna.get_by_role("button", name="Verstuur mijn keuze").click()
    expect(saved(anna)).to_be_visible()

    assert len(keys) == 2
    assert len(set(keys)) == 1
    assert len(evening.record()["contributions"]) == 1


def test_half_typed_text_survives_what_others_do_and_a_reload(
    evening: Hall, screens: Screens, opens: Open
) -> None:
    anna = screens.phone()
    opens(7)
    field = anna.get_by_label("Uw antwoord")
    field.fill("De klusdienst maakt")
    field.press_sequentially(" drempels")
    evening.joined().gives(7, {"text": "Iets van een ander."}, "k")
    expect(anna.get_by_text("‘Iets van een ander.’")).to_be_visible()
    expect(field).to_have_value("De klusdienst maakt drempels")
    expect(field).to_be_focused()

    anna.reload()
    expect(anna.get_by_label("Uw antwoord")).to_have_value("De klusdienst maakt drempels")

    evening.facilitator.does("items/7/close")
    expect(anna.get_by_label("Dit is niet verstuurd")).to_have_value("De klusdienst maakt drempels")
    evening.facilitator.does("items/7/reopen")
    expect(anna.get_by_label("Uw antwoord")).to_have_value("De klusdienst maakt drempels")
    send(anna)
    expect(anna.locator("[data-own]").get_by_text("De klusdienst maakt drempels")).to_be_visible()


def test_words_for_one_question_do_not_wander_to_the_next(
    evening: Hall, screens: Screens, opens: Open
) -> None:
    anna = screens.phone()
    opens(7)
    write(anna, "Over de koffie.")
    opens(8)
    anna.get_by_role("button", name="Tafel 1").click()

    expect(anna.get_by_label("Antwoord van tafel 1")).to_have_value("")


def test_what_is_refused_says_why_and_stays_in_its_field(
    evening: Hall, screens: Screens, opens: Open
) -> None:
    anna = screens.phone()
    opens(6)
    anna.get_by_label("Bouwen", exact=True).fill("70")
    expect(anna.get_by_text("Nog te verdelen: 30")).to_be_visible()
    anna.get_by_label("Ontmoeten", exact=True).fill("50")
    expect(anna.get_by_text("20 te veel verdeeld")).to_be_visible()
    anna.get_by_role("button", name="Verstuur deze verdeling").click()

    expect(anna.locator(".fout")).to_contain_text("120")
    expect(anna.get_by_label("Ontmoeten", exact=True)).to_have_value("50")
    anna.get_by_label("Ontmoeten", exact=True).fill("30")
    anna.get_by_role("button", name="Verstuur deze verdeling").click()
    expect(saved(anna)).to_be_visible()
    assert kept(evening) == [{"points": {"1": 70, "2": 30}}]


def test_points_are_given_with_buttons_and_the_keyboard(
    evening: Hall, screens: Screens, opens: Open
) -> None:
    anna = screens.phone()
    opens(6)
    anna.get_by_label("Bouwen", exact=True).fill("93")
    more = anna.get_by_role("button", name="5 punten meer voor Ontmoeten")
    more.click()
    expect(anna.get_by_role("status").filter(has_text="Nog te verdelen: 2")).to_be_visible()
    more.press("Enter")
    more.press("Enter")
    expect(anna.get_by_label("Ontmoeten", exact=True)).to_have_value("7")
    anna.get_by_role("button", name="5 punten minder voor Bouwen").press("Space")
    expect(anna.get_by_label("Bouwen", exact=True)).to_have_value("88")
    more.click()
    anna.get_by_role("button", name="Verstuur deze verdeling").click()
    expect(saved(anna)).to_be_visible()
    assert kept(evening) == [{"points": {"1": 88, "2": 12}}]


def test_a_ranking_is_made_with_the_keyboard_alone(
    evening: Hall, screens: Screens, opens: Open
) -> None:
    anna = screens.phone()
    opens(5)
    up = anna.get_by_role("button", name="Een buur: omhoog")
    up.focus()
    anna.keyboard.press("Enter")
    expect(anna.locator("[data-spoken]")).to_have_text("Een buur staat nu op plaats 2.")
    anna.keyboard.press("Enter")
    expect(anna.locator("[data-rank] li").first).to_contain_text("Een buur")
    expect(anna.get_by_role("button", name="Een buur: omlaag")).to_be_focused()

    anna.get_by_role("button", name="Verstuur deze volgorde").focus()
    anna.keyboard.press("Enter")
    expect(saved(anna)).to_be_visible()
    assert kept(evening) == [{"choice": [3, 1, 2]}]


def test_a_ranking_is_made_by_dragging_with_a_mouse(
    evening: Hall, screens: Screens, opens: Open
) -> None:
    anna = screens.phone()
    opens(5)
    rows = anna.locator("[data-rank] li")
    expect(rows).to_have_count(3)
    expect(anna.locator(DRAGGABLE)).to_be_visible()
    _drags(anna, rows.nth(2), above=rows.nth(0))

    expect(rows.first).to_contain_text("Een buur")
    expect(rows.first.locator("b")).to_have_text("1")
    expect(anna.locator("[data-spoken]")).to_have_text("Een buur staat nu op plaats 1.")
    _drags(anna, rows.nth(2), above=rows.nth(0), gives_up=True)
    expect(rows.first).to_contain_text("Een buur")
    anna.reload()
    expect(rows.first).to_contain_text("Een buur")
    anna.get_by_role("button", name="Verstuur deze volgorde").click()
    expect(saved(anna)).to_be_visible()

    assert kept(evening) == [{"choice": [3, 1, 2]}]
    assert screens.complaints == []


def test_a_finger_drags_by_the_number_and_scrolls_elsewhere(
    evening: Hall, screens: Screens, opens: Open
) -> None:
    anna = screens.phone()
    opens(5)
    expect(anna.locator(DRAGGABLE)).to_be_visible()
    rows = anna.locator("[data-rank] li")
    expect(rows.first.locator("b")).to_have_text("1")
    first = rows.first.inner_text()
    _swipes(anna, rows.nth(0).locator(".nr + span"), to=rows.nth(2))
    expect(rows.first).to_have_text(first, use_inner_text=True)
    _swipes(anna, rows.nth(0).locator(".nr"), to=rows.nth(2))

    expect(rows.nth(2)).to_contain_text(first.split("\n")[-1])
    expect(rows.nth(2).locator("select")).to_have_value("3")


def _drags(page: Page, row: Locator, *, above: Locator, gives_up: bool = False) -> None:
    """Take a row in the middle and bring it there, in steps as a hand does."""
    start, end = row.bounding_box(), above.bounding_box()
    assert start
    assert end
    page.mouse.move(start["x"] + 90, start["y"] + start["height"] / 2)
    page.mouse.down()
    page.mouse.move(end["x"] + 90, end["y"] + 4, steps=12)
    if gives_up:
        page.keyboard.press("Escape")
    page.mouse.up()


def _swipes(page: Page, start: Locator, *, to: Locator) -> None:
    """A finger goes down on one place and lifts at another."""
    box, end = start.bounding_box(), to.bounding_box()
    assert box
    assert end
    x, y, last = box["x"] + 10, box["y"] + box["height"] / 2, end["y"] + end["height"] - 4
    finger = page.context.new_cdp_session(page)
    for step in range(13):
        kind = "touchStart" if step == 0 else "touchMove"
        at = {"x": x, "y": y + (last - y) * step / 12}
        finger.send("Input.dispatchTouchEvent", {"type": kind, "touchPoints": [at]})
    finger.send("Input.dispatchTouchEvent", {"type": "touchEnd", "touchPoints": []})


def test_a_phone_that_was_away_catches_up(evening: Hall, screens: Screens, opens: Open) -> None:
    anna = screens.phone()
    anna.context.set_offline(offline=True)
    expect(anna.get_by_text("Geen verbinding").first).to_be_visible()
    opens(2)
    anna.context.set_offline(offline=False)

    expect(anna.get_by_text("Welke opgave raakt uw werk het meest?")).to_be_visible()
    expect(anna.get_by_text("Verbonden")).to_be_visible()


def test_two_tabs_send_one_answer(evening: Hall, screens: Screens, opens: Open) -> None:
    anna = screens.phone()
    opens(7)
    write(anna, "Een keer.")
    anna.context.set_offline(offline=True)
    send(anna)
    other = anna.context.new_page()
    anna.context.set_offline(offline=False)
    other.goto(f"/m/{evening.code}")
    expect(anna.locator("[data-own]").get_by_text(SAVED)).to_be_visible()
    expect(other.locator("[data-own]").get_by_text(SAVED)).to_be_visible()

    assert kept(evening) == [{"text": "Een keer."}]


def test_hostile_text_runs_nowhere(evening: Hall, screens: Screens, opens: Open) -> None:
    anna, bob = screens.phone(), screens.phone()
    wall, console = screens.at(f"/scherm/{evening.code}"), screens.console()
    dialogs: list[str] = []

    def remember(dialog: Dialog) -> None:
        dialogs.append(dialog.message)
        dialog.dismiss()

    for page in (anna, bob, wall, console):
        page.on("dialog", remember)
    opens(7)
    hostile = "<img src=x onerror=alert(1)><script>alert(2)</script>{{7*7}}"
    write(anna, hostile)
    send(anna)
    expect(bob.get_by_text(hostile)).to_be_visible()
    expect(console.get_by_text(hostile).first).to_be_visible()
    number = evening.record()["contributions"][0]["reference"]
    evening.facilitator.does(f"contributions/{number}/show")
    evening.facilitator.does("items/7/reveal")
    expect(wall.get_by_text(hostile)).to_be_visible()

    assert dialogs == []


def test_a_question_is_asked_without_leaving_the_page(evening: Hall, screens: Screens) -> None:
    anna = screens.phone()
    anna.get_by_role("link", name="Stel een vraag").click()
    for _ in range(2):
        anna.get_by_label("Uw vraag").fill("Wanneer komt het verslag?")
        anna.get_by_role("button", name="Vraag", exact=True).click()
        expect(anna.get_by_label("Uw vraag")).to_have_value("")
    expect(anna.get_by_text("18 maart 2027")).to_have_count(2)
