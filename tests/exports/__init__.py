"""The formats of the content: each read back by another program’s reader."""
