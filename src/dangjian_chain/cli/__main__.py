"""`python -m dangjian_chain.cli`."""

from dangjian_chain.cli import main

main()
