"""``techtui publish``: writes a catalog as a static website."""

from __future__ import annotations

from pathlib import Path

import click

from techtui.cli import output
from techtui.cli.reader import Reader, reads_catalog
from techtui.files import in_words


@click.command(short_help="a website from a catalog")
@click.argument("folder", type=click.Path(path_type=Path))
@reads_catalog(color=False)
def publish(reader: Reader, folder: Path) -> int:
    """Write a catalog as a static website into FOLDER.

    Any web server can serve it, from any folder, and a browser can open it from the disk. A website published there before is
    replaced as a whole; a folder with anything else in it is refused.

    \b
    Examples:
      techtui publish public                     then open public/index.html
      techtui publish --catalog radar.toml --strict public/radar
    """
    from techtui.publish import folder as site_folder

    target = folder.expanduser()
    try:
        # Checked before the catalog is read, which may take a while.
        site_folder.insist_on_ours(target.resolve())
        from techtui.publish.static_site import site

        count, size = site_folder.publish(target, site(reader.catalog))
    except site_folder.NotOursError as error:
        output.complain(str(error))
        return 1
    except OSError as error:
        output.complain(f"{error.filename or folder}: {in_words(error)}")
        return 1
    output.say(f"{target / 'index.html'}: {count:,} files, {max(1, size // 1000):,} kB")
    return 0
