"""Was a target met: one actual against one target, with reason and assumptions."""
