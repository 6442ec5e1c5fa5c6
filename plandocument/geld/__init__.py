"""Money in a document: amounts, flows and the sums of them. Pure functions on the tree."""
