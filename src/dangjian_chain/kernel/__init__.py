"""How it computes: integer positions and numpy arrays; it knows no names and no files."""
