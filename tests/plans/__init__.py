"""Three invented plans that differ in everything, each in the file of another format: tests bring them in."""
