"""Outline -> text, Markdown, a terminal: lines below each other, by depth."""
