"""The eleven test by our own hand, so that the tests do not ask the library what is right."""


def passes_eleven_test(digits: str) -> bool:
    weights = (9, 8, 7, 6, 5, 4, 3, 2, -1)
    total = sum(w * int(d) for w, d in zip(weights, digits, strict=True))
    return any(map(int, digits)) and total % 11 == 0
