"""Tags: what people said of claims, as records that are only ever appended."""
