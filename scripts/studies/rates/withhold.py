"""What is withheld beside what the verdicts withhold: complements, and what is counted with them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from scripts.studies.rates import suppress, verdicts
from scripts.studies.rates.design import Floats
from scripts.studies.rates.parts import Outputs, Part


@dataclass(frozen=True, slots=True)
class Withholding:
    """What is withheld beside what the verdicts withhold, so that it stays withheld."""

    parts: Sequence[Part]
    outputs: Outputs
    room: float
    mean: bool

    def withhold(self) -> None:
        """Sets the verdicts."""
        whole = self.parts[0]
        alone = 1 if self.mean else self.outputs.matrix.shape[0]
        hidden = self._withheld(whole)[0, :alone]
        totals = self._counts(whole)[0, :alone]
        hidden = suppress.whole_hidden(totals, hidden)
        self._set(whole, hidden[None, :])
        size = self.room * float(whole.found.weight[0] / max(whole.found.n[0], 1.0))
        for part in self.parts[1:]:
            held = self._withheld(part)[:, :alone]
            if not (held.any() or hidden.any()):
                continue
            there = part.found.n > 0
            made = held.copy()
            if self.mean:
                made[there] = suppress.spread(part.found.weight[there], whole.found.weight[0], held[there])
            else:
                cells = self._counts(part)[there, :alone]
                made[there] = suppress.complemented(cells, totals, held[there], hidden, size)
            self._set(part, made)

    def _withheld(self, part: Part) -> suppress.Mask:
        """Answers that the verdicts withhold; of one of several, « not given » is what is left of it."""
        held = np.asarray(part.verdict == verdicts.WITHHOLD)
        if not self.mean and len(self.outputs.named) < held.shape[1] - self._together():
            held = np.broadcast_to(held[:, :1], held.shape).copy()
        return held

    def _together(self) -> int:
        return len(self.outputs.parts) - int(self.outputs.matrix.shape[0])

    def _counts(self, part: Part) -> Floats:
        """Weighted counts by group and output."""
        return np.nan_to_num(part.found.estimate) * part.found.weight[:, None]

    def _set(self, part: Part, hidden: suppress.Mask) -> None:
        """Withholds these answers, and whatever is counted with one of them."""
        columns = part.verdict.shape[1]
        every = np.zeros(part.verdict.shape, bool)
        for column in range(columns):
            places = list(self.outputs.parts[column]) if not self.mean else [0]
            every[:, column] = hidden[:, places].any(axis=1)
        for group, answer in np.argwhere(every & (part.verdict != verdicts.WITHHOLD)).tolist():
            part.verdict[group, answer] = verdicts.WITHHOLD
            part.reasons[group * columns + answer] = [verdicts.COMPLEMENT]
