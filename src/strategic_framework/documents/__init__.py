"""The content as files to take away: which formats there are, and the documents among them. It knows no MkDocs."""
