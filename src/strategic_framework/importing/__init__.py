"""A plan that somebody else wrote down, brought in: each format read into one outline, and the outline written as files."""
