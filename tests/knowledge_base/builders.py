"""Entries and whole files for the tests, with only what matters told."""

from datetime import date

from knowledge_base.entry import Entry, Story

STORY = Story("000_46c2bca702a3f359.txt", "Ambitieovereenkomst is echt een coproductie")

FILE = """---
question: Wat is een dorpshuis?
phrasings:
  - uitleg dorpshuis
  - waar is een dorpshuis voor
municipality: null
themes: [Ontmoeten]
target_groups: []
source:
  file: 000_46c2bca702a3f359.txt
  title: Ambitieovereenkomst is echt een coproductie
as_of: 2023-08
checked_on: 2026-11-22
checked_by_role: kennisbeheerder
question_en: What is a village hall?
answer_en: A village hall is a place to meet.
---
Een dorpshuis is een plek om elkaar te ontmoeten.
Het staat vaak midden in het dorp.
"""


def entry(
    name: str = "dorpshuis",
    *,
    question: str = "Wat is een dorpshuis?",
    phrasings: tuple[str, ...] = ("uitleg dorpshuis", "waar is een dorpshuis voor"),
    municipality: str | None = None,
    answer: str = "Een dorpshuis is een plek om elkaar te ontmoeten. Het staat in het dorp.",
) -> Entry:
    return Entry(
        id=name,
        question=question,
        phrasings=phrasings,
        municipality=municipality,
        themes=("Ontmoeten",),
        target_groups=(),
        source=STORY,
        as_of="2023-08",
        checked_on=date(2026, 11, 22),
        checked_by_role="kennisbeheerder",
        question_en=f"What about {name}?",
        answer_en=f"This is about {name}.",
        answer=answer,
    )
