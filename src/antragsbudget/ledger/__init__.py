"""The ledger file: `store` (bytes on disk), `codec` (bytes, tables), `gate` (tables, entries)."""
