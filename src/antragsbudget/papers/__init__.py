"""The committee paper written out: one composition, several writers that only write."""
