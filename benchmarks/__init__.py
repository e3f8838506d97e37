"""Black-box measurements of techtui, beside the smallest Textual programs."""
