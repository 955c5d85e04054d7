"""Everything of a meeting in one zip: the minutes, the data, and a manifest to check them by."""

import json
from collections.abc import Mapping
from datetime import UTC, datetime
from hashlib import sha256
from typing import Any

from exports.minutes import Minutes
from exports.zipped import zipped

MANIFEST = "manifest.json"


def archive(files: Mapping[str, bytes], minutes: Minutes, made_at: datetime) -> bytes:
    """The files with their sha256; the manifest comes first, as a reader looks for it."""
    manifest = {
        "title": minutes.meeting.title,
        "edition": minutes.edition.value,
        "created": _moment(made_at),
        **_adopted(minutes),
        "files": [
            {"path": path, "bytes": len(made), "sha256": sha256(made).hexdigest()}
            for path, made in files.items()
        ],
    }
    described = json.dumps(manifest, ensure_ascii=False, indent=1).encode()
    return zipped({MANIFEST: described, **files})


def _adopted(minutes: Minutes) -> dict[str, Any]:
    """When the minutes became final, and whether those made now tell something else."""
    adopted = minutes.review.adopted
    if adopted is None:
        return {}
    told = {
        "at": _moment(adopted.at),
        "issue": adopted.issue,
        "version": adopted.version,
        "content_sha256": adopted.digest,
        "changed_since": minutes.changed_since,
    }
    return {"adopted": told}


def _moment(moment: datetime) -> str:
    return moment.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
