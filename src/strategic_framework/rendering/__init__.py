"""From plain data to HTML: the one Jinja environment, Markdown, page shells and cards."""
