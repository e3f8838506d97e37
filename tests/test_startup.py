"""What is changed for the whole process keeps what Python promises."""

from __future__ import annotations

import subprocess
import sys

SCRIPT = """
import atexit, sys, threading, time
{before}
from techtui.startup import QuickEnd

class Value:
    def __del__(self):
        print("taken apart", file=sys.stderr)

def late():
    time.sleep(0.05)
    print("the thread")

value = Value()
end = QuickEnd()
atexit.register(print, "what was registered")
threading.Thread(target=late).start()
print("said", end=" and not ended ")
{code}
sys.exit(end.code or 4)
"""


def ended(before: str = "", code: str = "end.code = 3") -> tuple[int, str, str]:
    """Exit code, stdout and stderr of a program that ends quickly."""
    script = SCRIPT.format(before=before, code=code)
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True)
    return done.returncode, done.stdout, done.stderr


SAID = "said and not ended the thread\nwhat was registered\n"


def test_a_quick_end_waits_for_threads_and_handlers_and_writes_all() -> None:
    assert ended() == (3, SAID, "")


def test_without_a_code_python_ends_by_itself() -> None:
    assert ended(code="") == (4, SAID, "taken apart\n")


def test_what_measures_coverage_gets_to_its_end() -> None:
    code, said, apart = ended(before="sys.modules['coverage'] = None", code="end.code = 3")
    assert (code, said, apart) == (3, SAID, "taken apart\n")
