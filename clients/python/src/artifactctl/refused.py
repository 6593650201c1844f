"""What stops a command, in words for the person at the keyboard."""


class Refused(Exception):
    """Nothing more is done; the message says why and what to do."""
