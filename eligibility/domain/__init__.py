"""The law of AME as plain values and plain functions; nothing here imports Django."""
