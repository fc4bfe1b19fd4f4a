"""The rules for a submitted file, and the engine that runs them."""
