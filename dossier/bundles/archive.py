"""Turn a built site into one zip file that unpacks and opens anywhere."""

from __future__ import annotations

import zipfile
from pathlib import Path

from dossier.model import Manifest
from dossier.publishing import MANIFEST

_EPOCH = (1980, 1, 1, 0, 0, 0)  # the first moment that a zip file can name


def write_archive(site: Path, manifest: Manifest, target: Path) -> None:
    """Write every file of the manifest, in its order, and the manifest itself.

    Nothing is compressed: two versions of a compressor write different bytes, and the
    same site has to give the same file on every machine.
    """
    with zipfile.ZipFile(target, "w", zipfile.ZIP_STORED) as archive:
        for path in (*(entry.path for entry in manifest.entries), MANIFEST):
            record = zipfile.ZipInfo(path, _EPOCH)
            record.create_system = 3  # Unix, so that the mode below counts
            record.external_attr = 0o644 << 16
            archive.writestr(record, (site / path).read_bytes())
