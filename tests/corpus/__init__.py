"""The corpus of phrases: one meaning with all its spellings, refusals beside."""
