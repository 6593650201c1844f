"""Who puts the organisation's signature under a PDF: one file for each kind of key."""
