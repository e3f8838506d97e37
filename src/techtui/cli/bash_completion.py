"""Completion for bash, which splits words at colons and other signs, and takes blanks and quotes literally.

Click's own class is handed the words as bash splits them: behind ``license:`` it would complete names of technologies, and what has a
blank in its name would become two words. Here the line is split as the shell will split it when it runs the command; of each
completion, bash gets the part behind the last sign at which it splits, as it has to be typed.
"""

from __future__ import annotations

import os
import re
from functools import cached_property
from typing import Any, ClassVar, Final, NamedTuple

from click.shell_completion import (
    BashComplete,
    CompletionItem,
    add_completion_class,
    split_arg_string,
)

_SCRIPT: Final = """\
%(complete_func)s() {
    local type value
    COMPREPLY=()
    while IFS=',' read -r type value; do
        case $type in
            dir) compopt -o dirnames ;;
            file) compopt -o default ;;
            plain)
                COMPREPLY+=("$value")
                # A value follows.
                if [[ $value == *: ]]; then compopt -o nospace; fi
                ;;
        esac
    done < <(COMP_LINE="${COMP_LINE:0:COMP_POINT}" COMP_WORDBREAKS="$COMP_WORDBREAKS" %(complete_var)s=bash_complete "$1")
}

complete -o nosort -F %(complete_func)s %(prog_name)s
"""

_NOT_PLAIN: Final = re.compile(r"[^\w@%+=:,./-]")
_IN_QUOTES: Final = re.compile(r'["\\$`]')


class _Typed(NamedTuple):
    """What was typed up to the cursor."""

    words: tuple[str, ...]
    """The finished words behind the name of the program, without their quotes."""
    word: str
    """The unfinished word, without its quotes."""
    kept: str
    """Its part that bash leaves as it is, without its quotes."""
    quote: str
    """The open quotation mark; empty if there is none."""


@add_completion_class
class Completion(BashComplete):
    """Completes the line as it stands in bash; given only its words, as a script of an older version does, it completes these."""

    source_template: ClassVar[str] = _SCRIPT

    @cached_property
    def _told(self) -> _Typed | None:
        """What bash says was typed; the same for all completions."""
        return _typed()

    def get_completion_args(self) -> tuple[list[str], str]:
        """Return the finished words and the unfinished one."""
        typed = self._told
        if typed is None:
            return super().get_completion_args()
        return list(typed.words), typed.word

    def complete(self) -> str:
        """Return the completions for the script, one a line; those that bash can't put there are left out."""
        return "\n".join(filter(None, super().complete().split("\n")))

    def format_completion(self, item: CompletionItem[Any]) -> str:
        """Return a completion as the script reads it; empty if it can't follow what was typed."""
        typed = self._told
        if typed is None or item.type != "plain":
            return super().format_completion(item)
        kept = typed.kept
        if kept.startswith("--") and not item.value.startswith("--"):
            kept = kept.partition("=")[2]
        if not item.value.startswith(kept) or (typed.quote == "'" and "'" in item.value):
            return ""
        rest = item.value[len(kept) :]
        match typed.quote:
            case "":
                rest = _NOT_PLAIN.sub(r"\\\g<0>", rest)
            case '"':
                rest = _IN_QUOTES.sub(r"\\\g<0>", rest)
        return f"{item.type},{rest}"


def _typed() -> _Typed | None:
    """Return what bash says was typed; None if it tells only the words."""
    line = os.environ.get("COMP_LINE")
    if line is None:
        return None
    breaks = os.environ.get("COMP_WORDBREAKS", "")
    start = kept = 0
    quote, escaped = "", False
    for at, sign in enumerate(line):
        if escaped:
            escaped = False
        elif sign == "\\" and quote != "'":
            escaped = True
        elif quote:
            quote = "" if sign == quote else quote
        elif sign in "\"'":
            quote, kept = sign, at + 1
        elif sign.isspace():
            start = kept = at + 1
        elif sign in breaks:
            kept = at + 1
    words = split_arg_string(line[:start])
    # Before the program, variables may be set.
    while words and "=" in words[0]:
        del words[0]
    return _Typed(tuple(words[1:]), _plain(line[start:]), _plain(line[start:kept]), quote)


def _plain(word: str) -> str:
    return "".join(split_arg_string(word))
