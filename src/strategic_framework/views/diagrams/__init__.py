"""The views of the diagrams: each gives the data of an inline SVG and of what says the same."""
