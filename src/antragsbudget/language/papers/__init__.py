"""The words of the papers. A name or another text from outside is given as it may be shown."""
