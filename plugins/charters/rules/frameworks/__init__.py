"""Frameworks as data: each file names the clauses of an order, and the rules of each."""
