"""Workbooks before a reader meets them: checked part by part, and made anew from what was checked."""
