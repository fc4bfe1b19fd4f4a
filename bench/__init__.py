"""How fast phrases are read, beside others that read them: ``make bench``."""
