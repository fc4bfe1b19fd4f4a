"""``perftargets/1`` as TOML, in and out."""
