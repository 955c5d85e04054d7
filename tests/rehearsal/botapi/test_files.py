"""Documents and pictures, there and back."""

import struct
import zlib

import pytest

from bot.rehearsal.botapi.pretend import PretendPerson, UnableError
from tests.rehearsal.botapi.clients import Client, entities_of


def png(width: int, height: int) -> bytes:
    """A picture with this size and nothing on it."""
    header = b"IHDR" + struct.pack(">IIBBBBB", width, height, 8, 0, 0, 0, 0)
    pixels = b"IDAT" + zlib.compress(b"\0" * (width + 1) * height)
    chunks = (
        struct.pack(">I", len(c) - 4) + c + struct.pack(">I", zlib.crc32(c))
        for c in (header, pixels, b"IEND")
    )
    return b"\x89PNG\r\n\x1a\n" + b"".join(chunks)


JPEG = bytes.fromhex("ffd8ffe000104a46494600010100000100010000ffc0000b0800200040010111000000ffd9")
"""A header only, of a picture 64 wide and 32 high."""


async def test_a_document_arrives_with_its_name(client: Client, anna: PretendPerson) -> None:
    file = client.file(b"de notulen", "Verslag é.docx")

    sent = await client.bot.send_document(
        anna.id, file, caption="Het <b>verslag</b>", parse_mode="HTML"
    )

    assert (sent.document.file_name, sent.document.file_size) == ("Verslag é.docx", 10)
    assert sent.caption == "Het verslag"
    seen = (await anna.looks())[-1]
    assert (seen["text"], seen["document"]["file_name"]) == ("Het verslag", "Verslag é.docx")
    assert [(e["type"], e["offset"], e["length"]) for e in seen["entities"]] == [("bold", 4, 7)]


async def test_a_file_can_be_fetched_again(client: Client, anna: PretendPerson) -> None:
    sent = await client.bot.send_document(anna.id, client.file(b"de notulen", "verslag.docx"))

    path = await client.path_of(sent.document.file_id)

    assert path.endswith(".docx")
    assert await client.download(path) == b"de notulen"


async def test_a_file_that_was_sent_is_sent_again_by_its_id(
    client: Client, anna: PretendPerson
) -> None:
    first = await client.bot.send_document(anna.id, client.file(b"de notulen", "verslag.docx"))

    again = await client.bot.send_document(anna.id, first.document.file_id)

    assert again.document.file_unique_id == first.document.file_unique_id


async def test_a_picture_has_its_size(client: Client, anna: PretendPerson) -> None:
    sent = await client.bot.send_photo(anna.id, client.file(png(40, 30), "wand.png"))

    assert [(each.width, each.height) for each in sent.photo] == [(40, 30)]


async def test_a_photo_from_a_phone_reaches_the_bot(client: Client, anna: PretendPerson) -> None:
    await anna.sends("photo", JPEG, text="De #hal")

    message = (await client.bot.get_updates(offset=-1))[0].message
    path = await client.path_of(message.photo[-1].file_id)

    assert (message.caption, message.photo[-1].width) == ("De #hal", 64)
    assert entities_of(message) == []
    assert await client.download(path) == JPEG


async def test_what_is_no_picture_is_refused(client: Client, anna: PretendPerson) -> None:
    with client.refused() as refusal:
        await client.bot.send_photo(anna.id, client.file(b"geen plaatje", "wand.png"))
    with pytest.raises(UnableError, match="no picture"):
        await anna.sends("photo", b"geen plaatje")

    assert refusal.told == ("bad request", "image_process_failed")


async def test_a_wrong_file_is_refused(client: Client, anna: PretendPerson) -> None:
    empty, full = client.file(b"", "leeg.docx"), client.file(b"x", "x.docx")

    told = []
    for document, caption in (("verzonnen", ""), (empty, ""), (full, "a" * 1025)):
        with client.refused() as refusal:
            await client.bot.send_document(anna.id, document, caption=caption)
        told.append(refusal.text)
    with client.refused() as unknown:
        await client.bot.get_file("verzonnen")

    assert told == [
        "wrong file identifier/http url specified",
        "file must be non-empty",
        "message caption is too long",
    ]
    assert unknown.text == "invalid file_id"
    assert await anna.looks() == []
