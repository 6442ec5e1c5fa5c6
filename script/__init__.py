"""A package and not just a folder: odfpy puts its own module of this name on the path."""
