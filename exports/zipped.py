"""Taking zipped documents apart, and putting them together so that equal parts give equal bytes."""

from collections.abc import Mapping
from io import BytesIO
from zipfile import ZIP_DEFLATED, ZIP_STORED, ZipFile, ZipInfo


def unzipped(document: bytes) -> dict[str, bytes]:
    """The files of a zip by their names; raise `BadZipFile` for anything else."""
    with ZipFile(BytesIO(document)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def zipped(parts: Mapping[str, bytes]) -> bytes:
    """A zip in which every file has the same old date.

    OpenDocument wants its `mimetype` first and plain, so that a system sees what the file is.
    """
    target = BytesIO()
    with ZipFile(target, "w") as archive:
        for name in sorted(parts, key=lambda name: name != "mimetype"):
            how = ZIP_STORED if name == "mimetype" else ZIP_DEFLATED
            archive.writestr(ZipInfo(name), parts[name], how)
    return target.getvalue()
