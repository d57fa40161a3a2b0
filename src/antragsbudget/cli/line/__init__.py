"""The words of a command line: read, helped, completed, in two languages; it knows no ledger."""
