"""Words and rows ready for the templates, which decide nothing."""
