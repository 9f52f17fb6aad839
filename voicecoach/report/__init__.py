"""All wording: diagnostics with carets, plan tables, listings."""
