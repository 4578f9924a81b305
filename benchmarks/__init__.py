"""How fast the warehouse reads, and how that grows: `make bench`."""
