"""What the site says in words: English, labels, redlines, and the words of the interface."""
