"""The ports of `use_cases/ports.py` in memory.

Each method is one atomic step, and calls `step(name)` before it does anything: a test that gives another `step` can
let somebody else go first, lose the invocation, or count what was asked. The clock and the secrets ask nobody.
"""

from tests.fakes.desk import FakeDesk, make_desk

__all__ = ["FakeDesk", "make_desk"]
