"""Tests of points, totals and checks of whole documents."""
