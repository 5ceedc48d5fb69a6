"""The `framework` command."""
