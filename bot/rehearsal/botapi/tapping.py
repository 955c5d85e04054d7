"""answerCallbackQuery: the word that a phone shows for a moment after a tap."""

from bot.rehearsal.botapi.failures import OLD_QUERY, bad_request
from bot.rehearsal.botapi.parameters import Parameters
from bot.rehearsal.botapi.spans import units
from bot.rehearsal.botapi.world import World

LONGEST = 200


def answer_callback_query(world: World, call: Parameters) -> bool:
    """The first answer is shown; a later one is accepted and seen by nobody."""
    tap = world.taps.get(call.text("callback_query_id"))
    if tap is None or world.clock.now() - tap.at > world.answer_within:
        raise bad_request(OLD_QUERY)
    text = call.text("text")
    if units(text) > LONGEST:
        raise bad_request("MESSAGE_TOO_LONG")
    if tap.answer is None:
        said = {"text": text, "alert": call.flag("show_alert"), "url": call.text("url")}
        tap.answer = said | {"seconds": round(world.clock.now() - tap.at, 3)}
        world.changed.ring()
        world.rooms[tap.chat].bell.ring()
    return True
