"""Tables that differ from one that is fine in one thing: what laws are held at."""
