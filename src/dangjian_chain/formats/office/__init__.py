"""Workbooks as offices keep them: tables found by their headers, understood, and turned into sheets of ours."""
