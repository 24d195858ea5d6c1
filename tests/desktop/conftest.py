"""Tests that need a desktop programme: marked `desktop`, skipped where it is absent."""

import pytest


def pytest_configure(config: pytest.Config) -> None:
    """Make the mark known."""
    config.addinivalue_line("markers", "desktop: needs LibreOffice (soffice); skipped without it")
