"""Contradictions: two statements that cannot both be true (charter-requirements 1.5, K1-K25).

One module per subject. Each check takes the register and yields problems with both places named.
K1, K5 and unknown references are found while reading; K23 cannot happen, because a chart and its
table are drawn from the same figures.
"""
