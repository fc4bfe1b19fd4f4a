"""``perftargets/1``: a tree of keys and values to a document, and back."""
