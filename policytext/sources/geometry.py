"""Transformations between the coordinates of an object and those of its page, as PDF and OFD write them."""

Matrix = tuple[float, float, float, float, float, float]
Point = tuple[float, float]
IDENTITY: Matrix = (1, 0, 0, 1, 0, 0)


def product(first: Matrix, then: Matrix) -> Matrix:
    """Two transformations one after the other."""
    a, b, c, d, e, f = first
    p, q, r, s, t, u = then
    return (a * p + b * r, a * q + b * s, c * p + d * r, c * q + d * s, e * p + f * r + t, e * q + f * s + u)


def moved(x: float, y: float, matrix: Matrix) -> Point:
    """A point where a transformation takes it.

    >>> moved(1, 2, product((2, 0, 0, 2, 0, 0), (1, 0, 0, 1, 10, 10)))
    (12, 14)
    """
    a, b, c, d, e, f = matrix
    return a * x + c * y + e, b * x + d * y + f
