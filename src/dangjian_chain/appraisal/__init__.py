"""Appraisal: schemes, scores with their arithmetic, bands, work reports, and the loop; each module is loaded when asked for."""
