"""What a curator does in the console, as a script writes it down."""

import html
import re
import time

import httpx

from tests.serving import Hall

PAGE = "/regie/kennisbank"
LONGEST = 400
"""Seconds for what is tried on a busy machine: it takes half a minute of a processor."""

GOOD = {
    "question": "Waarom draagt de zwaluw een sjaal?",
    "phrasings": "sjaal van de zwaluw\nzwaluw met sjaal",
    "answer": "De zwaluw draagt een sjaal tegen de kou. Hij heeft hem van een buurvrouw gekregen.",
    "municipality": "",
    "themes": "Samenwerking, Dieren",
    "target_groups": "",
    "source": "000_46c2bca702a3f359.txt",
    "as_of": "2023-08",
    "checked_on": "2026-11-27",
    "checked_by_role": "kennisbeheerder",
    "question_en": "Why does the swallow wear a scarf?",
    "answer_en": "The swallow wears a scarf against the cold. A neighbour gave it.",
}


def page_of(hall: Hall, where: str = "") -> str:
    answer = hall.facilitator.client.get(f"{PAGE}{where}")
    assert answer.status_code == 200, answer.text
    return answer.text


def words(page: str) -> str:
    """What a page says, without its markup."""
    return html.unescape(re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", page)))


def asks(hall: Hall, question: str) -> dict[str, object]:
    told: dict[str, object] = hall.joined().does("ask", question=question).json()
    return told


def gaps_under(page: str, question: str) -> list[str]:
    """The numbers behind the last button under this question."""
    row = page.split(f"<b>{html.escape(question)}</b>")[1].split('name="verb"')[1]
    return re.findall(r'name="gap" value="(\d+)"', row.partition("</form>")[0])


def version_of(page: str, added: str) -> str:
    """The change that says this, by its number."""
    changes = page.split('data-part="pogingen"')[1]
    row = changes.split(f"<b>{html.escape(added)}</b>")[1]
    found = re.search(r'name="version" value="(\d+)"', row)
    assert found
    return found[1]


def sends(hall: Hall, where: str, **fields: object) -> httpx.Response:
    return hall.facilitator.client.post(f"{PAGE}{where}", data=fields)


def tried(hall: Hall) -> str:
    """The page once nothing is being tried any more."""
    end = time.monotonic() + LONGEST
    while time.monotonic() < end:
        page = page_of(hall)
        if "data-tries" not in page:
            return page
        time.sleep(1)
    raise TimeoutError(page)
