"""The Model Context Protocol server for tools and resources, on the official SDK."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

import mcp_types as types
from mcp.server.lowlevel import Server
from mcp.server.stdio import stdio_server
from mcp.shared.exceptions import MCPError

from techtui import __version__
from techtui.assistant import resources
from techtui.assistant.paging import pages
from techtui.assistant.tools import TOOLS, ToolError, call
from techtui.formats import markdown

if TYPE_CHECKING:
    from techtui.assistant.following import FollowedCatalog
    from techtui.catalog.model import Catalog
    from techtui.pages.document import Document

_PAGE: Final = 200
"""The number of resources in a page of the listing."""

_ANNOTATIONS: Final = types.ToolAnnotations(
    read_only_hint=True, destructive_hint=False, idempotent_hint=True, open_world_hint=False
)


def server_of(followed: FollowedCatalog) -> Server[Any]:
    """Return the server of a catalog; it writes nothing.

    Args:
        followed: The catalog.
    """
    answers = _Answers(followed)
    catalog = followed.now()
    return Server(
        "techtui",
        version=__version__,
        title=f"techtui: {catalog.title}",
        instructions=instructions(catalog),
        on_list_tools=answers.list_tools,
        on_call_tool=answers.call_tool,
        on_list_resources=answers.list_resources,
        on_list_resource_templates=answers.list_templates,
        on_read_resource=answers.read_resource,
    )


class _Answers:
    """What the server answers, to each kind of request."""

    def __init__(self, followed: FollowedCatalog) -> None:
        self._followed = followed

    async def list_tools(self, ctx: object, params: object) -> types.ListToolsResult:
        return types.ListToolsResult(
            tools=[
                types.Tool(
                    name=name,
                    description=tool.about,
                    input_schema=tool.schema,
                    annotations=_ANNOTATIONS,
                )
                for name, tool in TOOLS.items()
            ]
        )

    async def call_tool(
        self, ctx: object, params: types.CallToolRequestParams
    ) -> types.CallToolResult:
        try:
            page, wanted = call(self._followed.now(), params.name, params.arguments or {})
            text = _page(page, wanted, TOOLS[params.name].hint, self._followed.notice)
        except ToolError as error:
            return types.CallToolResult(content=[types.TextContent(text=str(error))], is_error=True)
        return types.CallToolResult(content=[types.TextContent(text=text)])

    async def list_resources(
        self, ctx: object, params: types.PaginatedRequestParams | None
    ) -> types.ListResourcesResult:
        found = resources.listed(self._followed.now())
        start = _start(params.cursor if params is not None else None)
        end = start + _PAGE
        return types.ListResourcesResult(
            resources=[
                types.Resource(
                    uri=one.uri,
                    name=one.name,
                    title=one.title,
                    description=one.about or None,
                    mime_type="text/markdown",
                )
                for one in found[start:end]
            ],
            next_cursor=str(end) if end < len(found) else None,
        )

    async def list_templates(
        self, ctx: object, params: object
    ) -> types.ListResourceTemplatesResult:
        return types.ListResourceTemplatesResult(
            resource_templates=[
                types.ResourceTemplate(
                    uri_template=f"{resources.SCHEME}://{kind}/{{id}}",
                    name=kind,
                    description=f"The page of a {kind}, with the source of each fact.",
                    mime_type="text/markdown",
                )
                for kind in resources.KINDS
            ]
        )

    async def read_resource(
        self, ctx: object, params: types.ReadResourceRequestParams
    ) -> types.ReadResourceResult:
        try:
            page = resources.read(self._followed.now(), str(params.uri))
        except (LookupError, ValueError) as error:
            raise MCPError(types.INVALID_PARAMS, str(error)) from None
        text = _quoted(self._followed.notice) + markdown.render(page)
        content = types.TextResourceContents(uri=params.uri, mime_type="text/markdown", text=text)
        return types.ReadResourceResult(contents=[content])


def instructions(catalog: Catalog) -> str:
    """Return the instructions for assistants about a catalog."""
    of = f", as of {catalog.as_of.isoformat()}" if catalog.as_of else ""
    tops = ", ".join(f"{one.name} ({one.id})" for one in catalog.children())
    return (
        f"Facts on {len(catalog):,} {catalog.conventions.noun[1]} from the catalog “{catalog.title}”{of}. "
        "Ask it before stating or recommending anything about what it covers: its facts are newer than what you learned. "
        "Footnotes such as [^3] name the document and date behind a fact: pass them on. A fact with [^general], or without a footnote, "
        "has no document behind it: say so. “not found” and what a page leaves out are unknown: say that, and never fill it in. "
        f"Long answers come in pages; ask for the next with page. Categories: {tops}."
    )


async def serve(followed: FollowedCatalog) -> None:
    """Serve on standard input and output until the input ends."""
    server = server_of(followed)
    async with stdio_server() as (read_stream, write_stream):
        await server.run(read_stream, write_stream, server.create_initialization_options())


def _page(page: Document, wanted: int, hint: str, notice: str) -> str:
    found = pages(markdown.render(page))
    if wanted > len(found):
        raise ToolError(f"the answer has no page {wanted}; the last is {len(found)}")
    more = ""
    if len(found) > 1:
        more = f"Page {wanted} of {len(found)}"
        more += f"; call again with page={wanted + 1} for more." if wanted < len(found) else "."
    parts = filter(None, (found[wanted - 1].rstrip(), hint, more))
    return _quoted(notice) + "\n\n".join(parts) + "\n"


def _quoted(notice: str) -> str:
    """Return what comes before an answer: a notice on the catalog, if there is one."""
    return f"> {markdown.escape(notice)}\n\n" if notice else ""


def _start(cursor: str | None) -> int:
    if cursor is None:
        return 0
    if not cursor.isdecimal() or len(cursor) > 9:
        raise MCPError(types.INVALID_PARAMS, "this cursor is unknown")
    return int(cursor)
