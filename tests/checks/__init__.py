"""The table of faults, and the tests of what the rules stand on."""
