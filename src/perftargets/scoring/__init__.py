"""From verdicts to points: weights, scores, totals, reviews, and ``check``."""
