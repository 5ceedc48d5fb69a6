"""What lets a command begin soon: modules put off, and what was worked out of our own files, kept."""
