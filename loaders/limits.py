"""What one file may take at most, so that no file stops the others."""

from dataclasses import asdict, dataclass, replace

from loaders.errors import RefusedError, WarehouseError

_MIB = 1024 * 1024
_UNITS = {"size": "MiB", "unpacked": "MiB", "ratio": "times", "seconds": "s", "memory": "MiB"}


@dataclass(frozen=True, slots=True)
class Limits:
    """The limits of a file; whoever has larger documents can raise each of them.

    size: of the file; unpacked, ratio: what a .docx unpacks to, and how many times its size that
    is; pages, lines: of the document; seconds, memory: of reading it.
    """

    size: int = 200
    unpacked: int = 500
    ratio: int = 200
    pages: int = 10_000
    lines: int = 1_000_000
    seconds: int = 300
    memory: int = 2_000

    @property
    def size_in_bytes(self) -> int:
        """Return the size that a file may have."""
        return self.size * _MIB

    @property
    def unpacked_in_bytes(self) -> int:
        """Return the size that an archive may unpack to."""
        return self.unpacked * _MIB

    @property
    def memory_in_bytes(self) -> int:
        """Return the memory that a reader may take."""
        return self.memory * _MIB


def limits_of(settings: list[str]) -> Limits:
    """Return the usual limits with the changes that are written as NAME=NUMBER."""
    changes: dict[str, int] = {}
    for setting in settings:
        name, _, value = setting.partition("=")
        if name not in asdict(Limits()) or not value.isdecimal() or int(value) == 0:
            names = ", ".join(asdict(Limits()))
            raise WarehouseError(f"{setting} is no limit.\nWrite NAME=NUMBER; names: {names}.")
        changes[name] = int(value)
    return replace(Limits(), **changes)


def written(limits: Limits) -> str:
    """Write the limits as they are set, with their units."""
    return ", ".join(
        f"{name}={value}" + (f" {_UNITS[name]}" if name in _UNITS else "")
        for name, value in asdict(limits).items()
    )


def beyond(limits: Limits, name: str, what: str) -> RefusedError:
    """Return the refusal of a file that passes a limit."""
    allowed = f"{asdict(limits)[name]:,} {_UNITS.get(name, name)}"
    return RefusedError(
        f"{what}: up to {allowed} are allowed",
        f"split the document, or raise the limit: --limit {name}=NUMBER",
    )
