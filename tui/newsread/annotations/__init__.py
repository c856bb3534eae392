"""Annotations: what people record about claims, as immutable records that are only ever appended."""
