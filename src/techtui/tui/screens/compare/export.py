"""The export dialog: writes to a file, copies, or downloads in a visitor's browser."""

from __future__ import annotations

import asyncio
import io
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, ClassVar

from textual import on, work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, VerticalScroll
from textual.content import Content
from textual.widgets import Button, Input, Static

from techtui.tui.dialogs.base import Dialog
from techtui.tui.runtime.asking import ask
from techtui.tui.screens.compare.file_format import Format
from techtui.tui.screens.compare.format_list import FormatList
from techtui.tui.screens.compare.saving import (
    NO_NAME,
    SavingError,
    default_name,
    download_name,
    free_name,
    place,
    save,
)

if TYPE_CHECKING:
    from textual.screen import Screen


@dataclass(frozen=True, slots=True)
class Subject:
    """Something that can be exported.

    Args:
        what: Its name, or a word for it.
        ids: The ids it is about; they give the suggested file name.
        formats: Its formats; the first one is the default.
        aside: A few words about it, if there are several subjects to choose from.
    """

    what: str
    ids: tuple[str, ...]
    formats: Sequence[Format]
    aside: str = ""

    def name(self, suffix: str) -> str:
        """Return the suggested file name."""
        return default_name(self.ids, suffix)


class ExportScreen(Dialog[Path | None]):
    """Asks for format and path, writes or copies, and answers with the file; None if none was written.

    Args:
        what: A word for what is exported.
        ids: The ids it is about; they give the suggested file name.
        formats: The formats; the first one is the default.
        others: Other subjects that can be exported instead.
        aside: A few words about the first subject.
    """

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "back", "Close"),
        Binding("y", "copy", "Copy"),
    ]
    DEFAULT_CSS = """
    ExportScreen {
        .dialog { padding: 1 2 0 2; }
        .label { color: $muted; margin-top: 1; }
        #formats { margin-top: 1; }
        &.-only #formats { margin-top: 0; }
        Input { border: none; height: 1; padding: 0 1; background: $panel; }
        /* Its line is there before anything is said, so that the box keeps its height. */
        #said { height: auto; min-height: 1; color: $text-warning; }
        Horizontal { height: 1; margin-bottom: 1; }
        #overwrite, #beside { display: none; }
        &.-taken {
            #save { display: none; }
            #overwrite, #beside { display: block; }
        }
    }
    """

    CSS = """
    ExportScreen Button {
        min-width: 10;
        margin-right: 2;
        background: $panel;
        color: $foreground;
        text-style: none;
        &:hover { background: $raised; }
        &:focus { background: $accent; color: $background; text-style: bold; }
    }
    """

    def __init__(
        self,
        what: str,
        ids: tuple[str, ...],
        formats: Sequence[Format],
        others: Sequence[Subject] = (),
        aside: str = "",
    ) -> None:
        super().__init__()
        self._subjects = (Subject(what, ids, formats, aside), *others)
        self._subject = self._subjects[0]
        self._format = formats[0]
        self._asked_about: str | None = None
        """What was typed for the file that is there already."""
        self.set_class(not others, "-only")

    def compose(self) -> ComposeResult:
        with VerticalScroll(classes="dialog", can_focus=False) as dialog:
            verb = "download" if self.app.is_web else "save"
            dialog.border_title = Content("Export")
            if self.has_class("-only"):
                dialog.border_title = Content(f"Export the {self._subject.what}")
            dialog.border_subtitle = Content(f"↑↓ choose · tab on · ⏎ {verb} · y copy · esc close")
            if not self.has_class("-only"):
                yield FormatList([(one.what, one.aside) for one in self._subjects], id="subjects")
            formats = FormatList(_rows(self._subject.formats), id="formats")
            formats.styles.min_height = max(len(one.formats) for one in self._subjects)
            yield formats
            where = "File name" if self.app.is_web else f"File{_within()}"
            yield Static(where, classes="label", markup=False)
            name = self._subject.name(self._format.suffix)
            yield Input(name, select_on_focus=False, compact=True)
            yield Static(id="said", markup=False)
            with Horizontal():
                yield Button(verb.capitalize(), id="save", compact=True)
                yield Button("", id="beside", compact=True)
                yield Button("Overwrite", id="overwrite", compact=True)
                yield Button("Copy", id="copy", compact=True)
                yield Button("Cancel", id="cancel", compact=True)

    def on_mount(self) -> None:
        self.query(FormatList).first().focus()

    @property
    def _typed(self) -> str:
        return self.query_one(Input).value

    def _say(self, sentence: str) -> None:
        self.query_one("#said", Static).update(Content(sentence))

    def _offer_save(self) -> None:
        """Forget an open question."""
        self.remove_class("-taken")
        self._say("")

    # Input ---------------------------------------------------------------------------------------

    @on(FormatList.OptionHighlighted, "#formats")
    def _format_chosen(self, event: FormatList.OptionHighlighted) -> None:
        event.stop()
        self._choose(event.option_index)

    @on(FormatList.OptionHighlighted, "#subjects")
    def _subject_chosen(self, event: FormatList.OptionHighlighted) -> None:
        event.stop()
        self._choose_subject(event.option_index)

    def _choose(self, index: int) -> None:
        if index >= len(self._subject.formats):
            # It was said of what could be written before.
            return
        self._format = self._subject.formats[index]
        field = self.query_one(Input)
        for one in self._subject.formats:
            if field.value.endswith(one.suffix):
                field.value = field.value.removesuffix(one.suffix) + self._format.suffix
                break

    def _choose_subject(self, index: int) -> None:
        before, self._subject = self._subject, self._subjects[index]
        field, format_ = self.query_one(Input), self._format
        formats = self._subject.formats
        same = [at for at, one in enumerate(formats) if one.name == format_.name]
        at = same[0] if same else 0
        self._format = formats[at]
        if field.value == before.name(format_.suffix):
            # A file name that was typed is kept.
            field.value = self._subject.name(self._format.suffix)
        self.query_one("#formats", FormatList).offer(_rows(formats), at)

    @on(Input.Changed)
    def _path_typed(self, event: Input.Changed) -> None:
        event.stop()
        self._offer_save()

    @on(Input.Submitted)
    def _path_entered(self, event: Input.Submitted) -> None:
        event.stop()
        if not self.has_class("-taken"):
            self._save(self._typed)

    @on(Button.Pressed)
    def _pressed(self, event: Button.Pressed) -> None:
        event.stop()
        # What was asked about is not what is written if something else was typed since.
        same = self._typed == self._asked_about
        match event.button.id:
            case "save":
                self._save(self._typed)
            case "overwrite":
                self._save(self._typed, overwrite=same)
            case "beside":
                self._save(self._typed, beside=same)
            case "copy":
                self.action_copy()
            case _:
                self.dismiss(None)

    @on(FormatList.OptionSelected)
    def _format_taken(self, event: FormatList.OptionSelected) -> None:
        event.stop()
        self._save(self._typed)

    def action_copy(self) -> None:
        """Copy instead of writing a file."""
        from techtui.tui.runtime.copying import copy

        copy(self.app, self._format.write(), self._subject.what, self._format.name)
        self.dismiss(None)

    def action_back(self) -> None:
        """Close the question, or the dialog."""
        if self.has_class("-taken"):
            self._offer_save()
            self.query_one(Input).focus()
        else:
            self.dismiss(None)

    # Writing -----------------------------------------------------------------------------------

    @work(exclusive=True, group="save")
    async def _save(self, typed: str, overwrite: bool = False, beside: bool = False) -> None:
        if self.app.is_web:
            self._deliver(typed)
            return
        try:
            path = free_name(place(typed)) if beside else place(typed)
            text = self._format.write()
            # Writing to a remote folder may take a while.
            await asyncio.to_thread(save, path, text, overwrite=overwrite)
        except FileExistsError:
            if not self.is_over:
                self._ask(typed, path)
        except SavingError as error:
            if self.is_over:
                # The dialog was closed meanwhile.
                self.app.notify(str(error), severity="warning", markup=False)
                return
            self._offer_save()
            self._say(str(error))
            self.query_one(Input).focus()
        else:
            self.dismiss(path)

    def _deliver(self, typed: str) -> None:
        """Pass the text to the browser: the path typed by a visitor is not one of this machine."""
        name = download_name(typed)
        if not name:
            self._say(NO_NAME)
            self.query_one(Input).focus()
            return
        self.app.deliver_text(
            # Line ends are kept.
            io.StringIO(self._format.write(), newline=""),
            save_directory="/",
            save_filename=name,
            encoding="utf-8",
            mime_type=self._format.kind,
        )
        self.dismiss(Path(name))

    def _ask(self, typed: str, path: Path) -> None:
        self._asked_about = typed
        self.add_class("-taken")
        self._say(f"{path.name} already exists.")
        beside = self.query_one("#beside", Button)
        beside.label = Content(f"Save as {free_name(path).name}")
        # A second enter gives the harmless answer.
        beside.focus()


def _rows(formats: Sequence[Format]) -> list[tuple[str, str]]:
    return [(one.name, one.purpose) for one in formats]


def _within() -> str:
    try:
        return f", in {_short(Path.cwd())}"
    except OSError:
        # It was removed since the program was started there.
        return ""


def _short(folder: Path) -> str:
    try:
        within = folder.relative_to(Path.home())
    except (ValueError, RuntimeError):
        return str(folder)
    return str(Path("~") / within)


async def export(
    screen: Screen[Any],
    what: str,
    ids: tuple[str, ...],
    formats: Sequence[Format],
    others: Sequence[Subject] = (),
    aside: str = "",
) -> None:
    """Ask where to write something, and say where it was written; to be awaited in a flow.

    Args:
        screen: The screen that asks.
        what: A word for what is exported.
        ids: The ids it is about; they give the suggested file name.
        formats: The formats; the first one is the default.
        others: Other subjects that can be exported instead.
        aside: A few words about the first subject.
    """
    path = await ask(screen, ExportScreen(what, ids, formats, others, aside))
    if path is not None:
        title = "Downloaded" if screen.app.is_web else "Written"
        screen.notify(str(path), title=title, markup=False)
