"""Colours as an eye tells them apart, or does not."""

from __future__ import annotations

Colour = tuple[float, float, float]
"""Red, green, blue from 0 to 255."""

PAPER: Colour = (255.0, 255.0, 255.0)

_SAME_COLOUR, _NEAR_COLOUR = 12.0, 24.0
"""Colours whose channels (0 to 255) differ by no more are the same; are near."""
_NEAR_CONTRAST = 1.2
"""Near colours of a contrast (as the web's guideline counts it) below this are one to the eye."""


def alike(one: Colour, other: Colour) -> bool:
    """Tells whether an eye takes two colours for one.

    Args:
        one: A colour.
        other: Another.

    Returns:
        True when nobody would read one on the other.
    """
    differ = max(abs(a - b) for a, b in zip(one, other, strict=True))
    if differ <= _SAME_COLOUR:
        return True
    if differ > _NEAR_COLOUR:
        return False
    dark, light = sorted((_luminance(one), _luminance(other)))
    return (light + 0.05) / (dark + 0.05) < _NEAR_CONTRAST


def colour_of(code: str | None) -> Colour | None:
    """Reads a colour as office files and pages write it: six hexadecimal digits.

    Args:
        code: The digits, with or without a hash.

    Returns:
        The colour; None for a word such as "auto".
    """
    try:
        channels = bytes.fromhex((code or "").strip().removeprefix("#"))
    except ValueError:
        return None
    return (
        (float(channels[0]), float(channels[1]), float(channels[2])) if len(channels) == 3 else None
    )


def _luminance(colour: Colour) -> float:
    red, green, blue = (
        value / 12.92 if value <= 0.04045 else ((value + 0.055) / 1.055) ** 2.4
        for value in (channel / 255 for channel in colour)
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def mixed(colour: Colour, background: Colour, alpha: int) -> Colour:
    """Gives what is seen of a colour that is not opaque.

    Args:
        colour: The colour.
        background: What is behind it.
        alpha: Its opacity from 0 to 255.

    Returns:
        The mixture.
    """
    share = alpha / 255
    red, green, blue = (
        share * value + (1 - share) * under for value, under in zip(colour, background, strict=True)
    )
    return (red, green, blue)
