"""The command line of Artifact for auditors."""
