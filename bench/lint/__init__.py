"""How fast the rules run, and a whole ``lint`` beside other linters."""
