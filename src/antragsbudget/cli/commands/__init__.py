"""The commands, a file each: read the ledger, call the pipeline once, show what came of it."""
