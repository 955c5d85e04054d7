"""The vision in the making: blocks, sources, chapters and versions."""
