"""Pictures of the docs: what the browser shows, in few colours, small enough for the repository."""

import os
from io import BytesIO
from pathlib import Path

import pytest

PICTURES = Path(__file__).resolve().parents[2] / "docs" / "pictures"
WANTED = pytest.mark.skipif(
    not os.environ.get("POLICYTEXT_PICTURES"), reason="makes docs/pictures (POLICYTEXT_PICTURES=1)"
)


def keep(shot: bytes, name: str) -> None:
    """Keep a screenshot as a picture of the docs."""
    from PIL import Image

    path = PICTURES / f"{name}.png"
    Image.open(BytesIO(shot)).convert("RGB").quantize(128, Image.Quantize.MAXCOVERAGE).save(path, optimize=True)
    assert path.stat().st_size < 300_000
