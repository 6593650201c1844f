"""One module a service of the estate; each has a `SERVICE`."""
