"""Proofs of the ledger."""
