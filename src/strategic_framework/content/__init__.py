"""From YAML with line and column to the framework, and what can be asked of it."""
