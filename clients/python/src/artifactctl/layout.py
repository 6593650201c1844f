"""Where things lie in the folder, and how the ledger names what happened to them."""

ABOUT, RECEIPT, CONTENT = "about.json", "receipt.json", "content"
ENTRIES, PROOFS, CHECKPOINTS = "ledger/entries/", "ledger/proofs/", "ledger/checkpoints/"
KEYS = "ledger/keys.txt"
KEPT, DOWNLOADED = "snapshot.kept", "report.downloaded"
FROZEN, DRAWN = "population.frozen", "sample.drawn"
