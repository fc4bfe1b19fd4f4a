"""How much of made-up layouts is read right, told, silent or invented."""
