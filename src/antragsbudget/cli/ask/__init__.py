"""What is asked of a person: what an entry lacks, and whether it may be written."""
