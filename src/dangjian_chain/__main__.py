"""`python -m dangjian_chain`."""

from dangjian_chain.cli import main

main()
