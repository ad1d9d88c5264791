"""Tables, files for programs, feeds, schemas and reports."""
