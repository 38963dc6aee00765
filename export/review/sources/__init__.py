"""The left side of a review page: a source shown safely."""
