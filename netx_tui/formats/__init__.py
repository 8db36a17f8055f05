"""Foreign bytes to domain records plus a list of problems, and back; sees the domain only."""
