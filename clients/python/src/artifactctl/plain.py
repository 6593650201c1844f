"""Text from elsewhere, as a terminal may be given it."""


def plain(text: str) -> str:
    """The text without what would steer the terminal; line ends and tabs stay."""
    return "".join(one if one.isprintable() or one in "\n\t" else "�" for one in text)
