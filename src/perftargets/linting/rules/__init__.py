"""The rules, one module for each family of codes; the catalogue is made of them."""
