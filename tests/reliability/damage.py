"""How much of what was promised did not come true."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from itertools import pairwise

from tests.reliability.log_view import Shown

KINDS = ("lost", "duplicated", "reordered")


def damage(
    acknowledged: Mapping[str, set[int]], log: Sequence[Shown], screens: Iterable[Sequence[Shown]]
) -> Counter[str]:
    """Of one conversation: `acknowledged` is the seqs that each client_id was told, `log` what is stored."""
    stored = {message.client_id: message.seq for message in log}
    found = Counter(lost=sum(seqs != {stored.get(client_id)} for client_id, seqs in acknowledged.items()))
    for shown in (log, *screens):
        ids = [message.client_id for message in shown]
        found["lost"] += len(stored.keys() - set(ids))
        found["duplicated"] += len(ids) - len(set(ids))
        found["reordered"] += sum(later.seq <= earlier.seq for earlier, later in pairwise(shown))
    return found
