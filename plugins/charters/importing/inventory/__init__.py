"""The source `gc-service-inventory`: a whole government's service standards, written as charters."""
