"""The words of the papers. Names and other texts from outside arrive already fit to be shown."""
