"""Places outside of the database where signed checkpoints are kept, one file each."""
