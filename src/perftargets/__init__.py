"""Read, check and score Chinese government budget performance targets (预算绩效目标)."""
