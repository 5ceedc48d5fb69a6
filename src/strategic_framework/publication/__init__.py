"""Sealing what waits: publish, its receipt, and what a proposal may not touch."""
