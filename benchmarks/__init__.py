"""What we measure, each beside what we compare ourselves with and in the same run.

Every module here with a function `rows() -> list[Row]` is a benchmark; `python -m benchmarks`
finds them, runs them and prints one table.
"""
