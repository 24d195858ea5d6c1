"""What the tests share: where the demo corpus and the real documents are."""

import os
from pathlib import Path

import pytest
from hypothesis import settings

ROOT = Path(__file__).resolve().parent.parent
SHARED = ROOT.parent / "shared"

settings.register_profile("untimed", deadline=None)  # a busy machine is no finding
settings.load_profile("untimed")


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Skip tests marked `real` where the real documents are absent, unless they are required (then they fail)."""
    if SHARED.is_dir() or os.environ.get("POLICYTEXT_REQUIRE_REAL") == "1":
        return
    real = [item for item in items if item.get_closest_marker("real")]
    reason = f"the real documents (../shared) are absent: {len(real)} tests skipped"
    for item in real:
        item.add_marker(pytest.mark.skip(reason=reason))


@pytest.fixture(scope="session")
def shared() -> Path:
    """The folder beside the project that holds the real documents; only for tests marked `real`."""
    if not SHARED.is_dir():
        pytest.fail("the real documents (../shared) are absent, and POLICYTEXT_REQUIRE_REAL=1 requires them")
    return SHARED


@pytest.fixture(scope="session")
def demo() -> Path:
    """The demo corpus."""
    return ROOT / "corpora" / "demo"
