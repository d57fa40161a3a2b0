"""What paper and screen share: the parts of a document, and the compositions made of them.

A composition takes values of the core and yields parts in a language; it reads no file and knows no
command. The committee paper is made of these and of its own in `papers/`, which writes files; here
are the two writers for a terminal: one that draws, and one for screen readers.
"""
