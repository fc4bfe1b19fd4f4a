"""How far the phrase language agrees with the test cases of others."""
