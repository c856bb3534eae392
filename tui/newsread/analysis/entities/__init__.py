"""Entities: the names in the articles, and the people, places and organisations that they mean."""
