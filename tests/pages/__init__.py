"""Pages that are made of the code and its data, and the tests that they are."""
