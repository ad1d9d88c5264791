"""The looks: an MkDocs theme of its own, and the folder of templates for every other program that fills them."""
