"""Cases about units: how they are written, what they equal, what they are not."""
