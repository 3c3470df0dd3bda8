"""Everything that crosses a wire, and the only place where its limits are written."""
