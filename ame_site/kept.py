"""Pieces of pages, rendered once and kept in the process's memory.

Only what the site says to everyone is kept (decision 17): a piece is named by where it stands in the
templates, by the languages of the page and by plain values such as a question's key, never by an answer.
"""

from collections.abc import Callable, Hashable
from secrets import token_hex
from typing import Generic, TypeVar

# A character of Unicode's private use, which no text of the site should have, and what nobody can guess who
# writes one into the database all the same.
MARK = "\ue000"
SECRET = token_hex(4)

Piece = TypeVar("Piece", bound=str)


def place(name: str) -> str:
    """What a piece holds where something of each visitor's is put in."""
    return f"{MARK}{SECRET} {name}{MARK}"


class Kept(Generic[Piece]):
    """Pieces of so many characters at most; one more, and all are rendered anew when next needed."""

    def __init__(self, most: int) -> None:
        self.most = most
        self.pieces: dict[Hashable, Piece] = {}
        self.size = 0

    def get(self, name: Hashable, render: Callable[[], Piece]) -> Piece:
        """The piece of this name, rendered where it is not there."""
        try:
            return self.pieces[name]
        except KeyError:
            piece = render()
            if self.size + len(piece) > self.most:
                self.forget()
            self.size += len(piece)
            self.pieces[name] = piece
            return piece

    def forget(self) -> None:
        """Render everything anew."""
        self.pieces.clear()
        self.size = 0
