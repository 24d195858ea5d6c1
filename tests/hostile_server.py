"""Reads each file named on the command line in a process of its own under limits, and prints what came of it as JSON.

Usage: python hostile_server.py MEGABYTES SECONDS PATH …

The seconds are those of the processor: what else a machine has to do is no fault of a file.
"""

import json
import os
import signal
import sys

import openpyxl  # noqa: F401 - what the limits are for is the reading, not the loading of packages
import pandas as pd  # noqa: F401
import pyarrow.parquet  # noqa: F401
import pypdfium2  # noqa: F401
from lxml import etree  # noqa: F401

import policytext as pt

PATIENCE = 5
"""How many seconds may pass for one of the processor."""


def attempt(path, megabytes, seconds):
    """The outcome of one path, or how its process ended."""
    import resource  # not on every system

    receive, send = os.pipe()
    child = os.fork()
    if not child:
        resource.setrlimit(resource.RLIMIT_AS, (megabytes << 20, megabytes << 20))
        resource.setrlimit(resource.RLIMIT_CPU, (seconds, seconds))
        signal.alarm(PATIENCE * seconds)  # what waits needs no processor
        try:
            corpus = pt.read(path, progress=False)
            rows = corpus.problems
            found = {"ids": corpus.ids, "problems": sorted({c for c in rows["code"] if c.startswith("source.")})}
            found["paths"] = sorted({p for p in rows["path"] if isinstance(p, str)})
        except BaseException as e:
            found = {"error": f"{type(e).__name__}: {e}"[:300]}
        os.write(send, json.dumps(found).encode()[:60_000])
        os._exit(0)
    os.close(send)
    with os.fdopen(receive, "rb") as pipe:
        said = pipe.read()
    _, status, used = os.wait4(child, 0)
    found = json.loads(said) if said else {"error": f"ended by signal {status & 127}, status {status}"}
    return {**found, "seconds": used.ru_utime + used.ru_stime, "megabytes": used.ru_maxrss >> 10}


def main():
    """Everything named, one after the other."""
    megabytes, seconds = int(sys.argv[1]), int(sys.argv[2])
    pt.parse("各县要报送。")  # the rules are read once
    print(json.dumps({path: attempt(path, megabytes, seconds) for path in sys.argv[3:]}))


if __name__ == "__main__":
    main()
