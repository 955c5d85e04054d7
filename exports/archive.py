"""Everything of a meeting in one zip: the minutes, the data, and a manifest to check them by."""

import json
from collections.abc import Mapping
from datetime import UTC, datetime
from hashlib import sha256

from exports.editions import Edition
from exports.zipped import zipped

MANIFEST = "manifest.json"


def archive(files: Mapping[str, bytes], title: str, made_at: datetime, edition: Edition) -> bytes:
    """The files with their sha256; the manifest comes first, as a reader looks for it."""
    manifest = {
        "title": title,
        "edition": edition.value,
        "created": made_at.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ"),
        "files": [
            {"path": path, "bytes": len(made), "sha256": sha256(made).hexdigest()}
            for path, made in files.items()
        ],
    }
    described = json.dumps(manifest, ensure_ascii=False, indent=1).encode()
    return zipped({MANIFEST: described, **files})
