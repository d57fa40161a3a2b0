"""The command line: arguments in, one call of the pipeline, output, exit code; the only clock."""
