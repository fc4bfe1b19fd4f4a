"""``make mutants``: the code is broken in small ways, and a test should notice each.

``changes`` makes mutants, ``coverage`` measures which test runs which line, ``process``
runs tests in processes forked from one that has pytest loaded, ``trial`` puts a mutant
into a copy of the package and runs the tests of its line, ``__main__`` is the command.
"""
