"""The tests. They are a package, so that equal file names in folders do not clash."""
