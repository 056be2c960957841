"""What the contract fixes: the rules of the foundation, whose twins and laws came first."""

FOUNDATION = (
    *(f"DJ00{digit}" for digit in (1, 2, 3, 4, 5, 6, 8)),
    *(f"DJ1{number:02}" for number in (*range(1, 11), 12, 25, 26)),
    *("DJ501", "DJ502", "DJ503", "DJ507"),
    *("DJ901", "DJ902", "DJ904", "DJ906", "DJ907", "DJ908"),
)
"""Their codes."""
