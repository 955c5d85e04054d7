"""Colours as people write them in style sheets, and how well two of them can be told apart."""

import colorsys
import re
from collections.abc import Sequence
from dataclasses import dataclass

NAMED = {"black": "#000000", "white": "#ffffff"}
HEX = re.compile(r"#([0-9a-f]{3}|[0-9a-f]{6})(?:ff?)?", re.IGNORECASE)
CALL = re.compile(r"(rgb|hsl)a?\(([^()]*)\)", re.IGNORECASE)
NUMBER = re.compile(r"-?\d*\.?\d+(?=%|deg|$)")
CHANNELS = 3
FULL = 255
DARKEST = 0.04045
"""Below this a channel is linear, as WCAG has it."""


@dataclass(frozen=True, slots=True)
class Colour:
    """Red, green and blue, each from 0 to 255."""

    red: int
    green: int
    blue: int

    def __str__(self) -> str:
        return f"#{self.red:02x}{self.green:02x}{self.blue:02x}"

    @property
    def channels(self) -> tuple[int, int, int]:
        return self.red, self.green, self.blue

    @property
    def luminance(self) -> float:
        red, green, blue = (_linear(channel / FULL) for channel in self.channels)
        return 0.2126 * red + 0.7152 * green + 0.0722 * blue

    def over(self, other: "Colour", share: float) -> "Colour":
        """This colour as a veil of so much over another one."""
        pairs = zip(self.channels, other.channels, strict=True)
        return Colour(*(round(share * mine + (1 - share) * under) for mine, under in pairs))


def contrast(one: Colour, other: Colour) -> float:
    """From 1, the same, to 21, black on white."""
    light, dark = sorted((one.luminance, other.luminance), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def read_colour(text: str) -> Colour | None:
    """A colour that covers what is behind it; None for anything else."""
    written = NAMED.get(text.strip().lower(), text.strip())
    if found := HEX.fullmatch(written):
        digits = found[1] if len(found[1]) > CHANNELS else "".join(2 * d for d in found[1])
        return Colour(*bytes.fromhex(digits))
    if found := CALL.fullmatch(written):
        parts = [part for part in re.split(r"[\s,/]+", found[2].strip()) if part]
        return _called(found[1].lower(), parts)
    return None


def _called(name: str, parts: Sequence[str]) -> Colour | None:
    """`rgb(…)` or `hsl(…)`; a fourth part is how much it covers, which must be all."""
    if len(parts) not in {CHANNELS, CHANNELS + 1} or parts[CHANNELS:] not in ([], ["1"], ["100%"]):
        return None
    numbers = [float(found[0]) for part in parts[:CHANNELS] if (found := NUMBER.match(part))]
    if len(numbers) < CHANNELS:
        return None
    if name == "hsl":
        hue, filled, light = numbers
        rgb = colorsys.hls_to_rgb(hue / 360 % 1, light / 100, filled / 100)
        return _within([FULL * channel for channel in rgb])
    whole = [n * FULL / 100 if p.endswith("%") else n for n, p in zip(numbers, parts, strict=False)]
    return _within(whole)


def _within(channels: Sequence[float]) -> Colour:
    return Colour(*(min(FULL, max(0, round(channel))) for channel in channels))


def _linear(channel: float) -> float:
    return channel / 12.92 if channel <= DARKEST else ((channel + 0.055) / 1.055) ** 2.4
