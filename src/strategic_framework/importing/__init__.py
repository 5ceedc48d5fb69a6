"""A plan that somebody else wrote down, brought in: each format read into one outline, which is written as files."""
