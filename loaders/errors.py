"""The two ways in which something can go wrong, each with a way out for the reader."""


class RefusedError(Exception):
    """One file cannot be read. The other files still load."""

    def __init__(self, reason: str, remedy: str) -> None:
        super().__init__(f"{reason}: {remedy}")
        self.reason = reason
        self.remedy = remedy


class WarehouseError(Exception):
    """The command as a whole cannot be carried out."""
