"""Plans of others, brought in: every plan here is invented."""
