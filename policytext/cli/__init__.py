"""The command line: a thin layer over the library, which is loaded only when a command runs."""

from __future__ import annotations

import sys
from collections.abc import Sequence

from policytext.cli.usage import build
from policytext.cli.values import said
from policytext.errors import PolicyTextError

__all__ = ["build", "main"]


def main(arguments: Sequence[str] | None = None) -> int:
    """Run a command; returns the exit status."""
    options = build().parse_args(arguments)
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):  # a terminal that knows no Chinese must not stop the work
            stream.reconfigure(errors="backslashreplace")
    try:
        status: int = options.run(options)
    except PolicyTextError as e:
        print(f"policytext: {said(e)}", file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        print("policytext: interrupted", file=sys.stderr)
        return 130
    except BrokenPipeError:
        sys.stderr.close()
        return 0
    return status
