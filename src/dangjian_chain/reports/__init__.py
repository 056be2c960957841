"""Results for people and programs: text, plain documents, tables; renderers do not know each other."""
