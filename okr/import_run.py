"""One import of a file: the order of its rows, and what it refuses."""

# A file in which everything is wrong is mended step by step.
MOST_FAULTS = 50


class ImportRun:
    """What one call of ``load`` keeps while it works.

    It is handed on in the context, where only code can put such an object: a client
    sends JSON. That is how the server knows that it is the importer that writes.
    """

    def __init__(self, model):
        self.model = model
        self.faults = []
        # Set when somebody else writes the same rows: Odoo tries again.
        self.busy = None
        # How many rows of the data this call took.
        self.end = 0
        # Ids of key results, objectives and sessions to count anew after the rows.
        self.counted = None
        self._refused = set()
        self._extracting = False

    def begins(self):
        """Return whether rows of the file itself are asked for, once."""
        first, self._extracting = not self._extracting, True
        return first

    def roll_up_later(self, *ids):
        """Keep ids of key results, objectives and sessions; return whether to wait."""
        if self.counted is None:
            return False
        for kept, some in zip(self.counted, ids, strict=True):
            kept.update(some)
        return True

    def refuse(self, message):
        """Keep why a row is refused; ``message`` as ``load`` returns it."""
        self.faults.append({**message, "type": "error"})
        if "rows" in message:
            self.leave_out(message["rows"]["from"])

    def leave_out(self, row):
        """Take neither this row, for which the reason is given already."""
        self._refused.add(row)

    def is_refused(self, row):
        return row in self._refused

    @property
    def stops(self):
        return bool(self.busy) or len(self.faults) >= MOST_FAULTS


def levels(parents):
    """Return the rows parents first, level by level, and those in a loop.

    :param parents: {row: the row of its parent, or None}

    >>> levels({0: 2, 1: None, 2: 1})
    ([[1], [2], [0]], [])
    >>> levels({0: 1, 1: 0, 2: 0, 3: None})
    ([[3]], [0, 1])
    """
    below = {}
    for row, parent in parents.items():
        below.setdefault(parent, []).append(row)
    result, level = [], below.get(None, [])
    while level:
        result.append(level)
        level = [child for row in level for child in below.get(row, ())]
    endless = set(parents).difference(*result)
    # What only hangs under a loop is not at fault.
    while outside := endless - {parents[row] for row in endless}:
        endless -= outside
    return result, sorted(endless)
