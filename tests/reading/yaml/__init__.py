"""``perftargets/1`` as YAML, in and out."""
