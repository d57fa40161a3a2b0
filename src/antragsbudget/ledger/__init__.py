"""The ledger file: `store` (bytes on disk), `codec` (bytes to tables), `gate` (tables to entries)."""
