"""One verb per file. A use case asks the domain what is right and its ports to make it so."""
