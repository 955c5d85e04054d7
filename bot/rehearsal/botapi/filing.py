"""getFile, and the address where a file lies for as long as the stand-in runs."""

from telegram import File

from bot.rehearsal.botapi.failures import bad_request
from bot.rehearsal.botapi.parameters import Parameters
from bot.rehearsal.botapi.world import Stored, World

LARGEST = 20 * 1024 * 1024


def get_file(world: World, call: Parameters) -> File:
    stored = world.files.get(call.text("file_id"))
    if stored is None:
        raise bad_request("invalid file_id")
    if len(stored.content) > LARGEST:
        raise bad_request("file is too big")
    size = len(stored.content)
    return File(stored.identifier, stored.unique, file_size=size, file_path=stored.path)


def file_at(world: World, path: str) -> Stored | None:
    return next((each for each in world.files.values() if each.path == path), None)
