"""Trying what curators change, in a process of its own; what does the golden set harm stays out."""

import asyncio
import json
from collections.abc import Mapping, Sequence
from dataclasses import asdict, replace
from typing import Any

import structlog

from bot.beside import command, surroundings
from bot.knowing import Knowledge, changed_texts, checked, text_now
from knowledge_base.calibration import Calibration, read_calibrations
from knowledge_base.trying import Recalibrated, Trial, verdict_of
from sessions.actions import curating
from sessions.errors import Refusal
from sessions.storage.entry_versions import TRYING, EntryVersion
from sessions.storage.store import Store

log = structlog.get_logger()

Sentence = tuple[str, Mapping[str, Any]]
"""The key of a sentence for the curator, and what fills its gaps."""


class Trials:
    """One at a time, the first change first; what was not done when the house closed goes on."""

    def __init__(self, knowledge: Knowledge, store: Store) -> None:
        self._knowledge = knowledge
        self._store = store
        self._hopeless: set[str] = set()

    async def run(self) -> None:
        """Try whatever there is to try, until the house closes."""
        news = self._knowledge.news
        while True:
            news.clear()
            try:
                while waiting := await curating.versions_in(self._store, TRYING):
                    await self._try(waiting[0])
                await self._calibrate_anew()
            except Exception:  # a change that breaks something unforeseen must not end the others
                log.exception("trial_failed")
            await news.wait()

    async def _try(self, version: EntryVersion) -> None:
        live = await curating.changed_entries(self._store)
        texts = {each.name: each.text for each in live}
        try:
            tried = replace(version, text=text_now(version, texts))
            changed = texts | {tried.name: tried.text}
            await checked(changed)
        except Refusal as refusal:
            await self._keep(version, [(refusal.key, refusal.values)])
            return
        verdict = await self._judged(texts, changed, self._knowledge.calibration)
        if verdict is None:
            await self._keep(version, [("knowledge.not_tried", {})])
        elif not verdict.holds:
            await self._keep(version, _sentences(verdict))
        else:
            seen, kept = {each.id for each in live}, self._kept(verdict)
            await self._knowledge.replace(
                changed, verdict.calibration,
                lambda: curating.publish(self._store, tried, seen, kept),
            )  # fmt: skip

    async def _keep(self, version: EntryVersion, sentences: Sequence[Sentence]) -> None:
        await curating.keep_draft(self._store, version, {"sentences": list(sentences)})

    def _kept(self, verdict: Recalibrated) -> curating.Calibrated:
        made = verdict.calibration
        return made.base, self._knowledge.mode, asdict(made)

    async def _calibrate_anew(self) -> None:
        """What is live may be something that was never calibrated: after taking a change back."""
        base = self._knowledge
        live = await changed_texts(self._store)
        state = repr(sorted(live.items()))
        if not live or base.is_calibrated or state in self._hopeless:
            return
        shipped = read_calibrations().get(base.mode, base.calibration)
        verdict = await self._judged(live, live, shipped)
        if verdict is None or not verdict.holds:
            self._hopeless.add(state)  # it goes on answering carefully
            log.warning("knowledge_not_calibrated", mode=base.mode)
            return
        await curating.keep_calibration(self._store, self._kept(verdict))
        await base.reload(self._store)

    async def _judged(
        self, live: Mapping[str, str], changed: Mapping[str, str], before: Calibration
    ) -> Recalibrated | None:
        """What the other process makes of it; None when it could not do its work."""
        trial = Trial(live, changed, self._knowledge.mode, before)
        process = await asyncio.create_subprocess_exec(
            *command("knowledge_base.trying"), env=surroundings(),
            stdin=asyncio.subprocess.PIPE, stdout=asyncio.subprocess.PIPE,
            stderr=asyncio.subprocess.PIPE, start_new_session=True,  # Ctrl+C is for the house
        )  # fmt: skip
        try:
            told, said = await process.communicate(json.dumps(asdict(trial)).encode())
        finally:
            if process.returncode is None:  # the house closes: nothing goes on without it
                process.kill()
                await process.wait()
        if process.returncode != 0:
            log.error("trial_failed", why=said.decode(errors="replace")[-500:])
            return None
        return verdict_of(json.loads(told))


def _sentences(verdict: Recalibrated) -> list[Sentence]:
    return [
        ("knowledge.golden_wrong", {"asked": asked, "answer": answer})
        for asked, answer in verdict.wrong
    ]
