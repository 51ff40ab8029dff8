"""Pages kept as compressed streams, with a hole for the one thing that differs each time.

Brotli took a third of the time of a page of questions. What stands before and after the hole is pressed once,
no harder than other pages are: their lengths would tell them apart. The hole is filled with bytes that are
not compressed (RFC 7932, 9.2): it has a fixed length, so that what comes after may refer to what came before;
and nothing refers to what is in it.
"""

from ame_site.compression import compressor, metadata

# In the hole while a page is pressed: bytes that UTF-8 never has, of which no two follow each other twice, so
# that Brotli finds nothing to refer to.
NEVER_IN_TEXT = (0xC0, 0xC1, *range(0xF5, 0x100))
LONGEST = len(NEVER_IN_TEXT) * (len(NEVER_IN_TEXT) - 1)
# Brotli writes a character with a code chosen by the two before it: those after the hole belong to it.
SEEN_FROM_AFTER = 2


def _stand_in(length: int) -> bytes:
    """Bytes that stand in for the hole."""
    number = len(NEVER_IN_TEXT)
    places = (turn * step for step in range(1, number) for turn in range(1, number + 1))
    return bytes(NEVER_IN_TEXT[place % number] for place in places)[:length]


class Pressed:
    """A page in two pressed parts, around a hole of 1 to 156 bytes; else raises ValueError."""

    def __init__(self, before: str, after: str, hole: int) -> None:
        if not 0 < hole <= LONGEST:
            raise ValueError(f"a hole of {hole} bytes, where {LONGEST} is the most")
        following = after.encode()
        ending, rest = following[:SEEN_FROM_AFTER], following[SEEN_FROM_AFTER:]
        press = compressor()
        first = press.process(before.encode()) + press.flush()
        press.process(_stand_in(hole) + ending)
        press.flush()
        self._hole, self._ending = hole, ending
        self._first = first + _as_it_is(hole + len(ending))
        self._second = press.process(rest) + press.flush()
        self._end = press.finish()

    def filled(self, text: bytes, padding: int) -> bytes:
        """The stream of the page with this text and so much padding; raises ValueError if it does not fit."""
        if len(text) != self._hole:
            raise ValueError(f"{len(text)} bytes in a hole of {self._hole}")
        return self._first + text + self._ending + self._second + metadata(padding) + self._end


def _as_it_is(length: int) -> bytes:
    """What says that so many bytes follow as they are.

    From the lowest bit: not the last block, four half-bytes of length less one, that length, not compressed.
    """
    return ((length - 1) << 3 | 1 << 19).to_bytes(3, "little")
