"""Pieces of pages, rendered once and kept in the process's memory.

Only what the site says to everyone is kept (decision 17): a piece is named by where it stands in the
templates, by the languages of the page and by plain values such as a question's key, never by an answer.
"""

from collections.abc import Callable, Hashable
from typing import Generic, TypeVar

Piece = TypeVar("Piece")


class Kept(Generic[Piece]):
    """At most so many pieces; one more, and all are rendered anew when they are next needed."""

    def __init__(self, most: int) -> None:
        self.most = most
        self.pieces: dict[Hashable, Piece] = {}

    def get(self, name: Hashable, render: Callable[[], Piece]) -> Piece:
        """The piece of this name, rendered where it is not there."""
        try:
            return self.pieces[name]
        except KeyError:
            piece = render()
            if len(self.pieces) >= self.most:
                self.forget()
            self.pieces[name] = piece
            return piece

    def forget(self) -> None:
        """Render everything anew."""
        self.pieces.clear()
