"""Rows, goals, points and money around the edges of each rule."""
