"""What came of a command: screens, the result of a write, problems, and all of it as JSON."""
