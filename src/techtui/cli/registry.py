"""Every command by name, and the module that defines it; modules are imported on first use."""

from __future__ import annotations

from typing import Final

COMMANDS: Final = {
    "list": "techtui.cli.reading_commands:list_",
    "show": "techtui.cli.reading_commands:show",
    "compare": "techtui.cli.reading_commands:compare",
    "search": "techtui.cli.reading_commands:search",
    "concept": "techtui.cli.contents_commands:concept",
    "attributes": "techtui.cli.contents_commands:attributes",
    "categories": "techtui.cli.contents_commands:categories",
    "export": "techtui.cli.contents_commands:export",
    "changes": "techtui.cli.changes_commands:changes",
    "diff": "techtui.cli.changes_commands:diff",
    "decide": "techtui.cli.decide_command:decide",
    "import": "techtui.cli.import_command:import_",
    "check": "techtui.cli.catalog_commands:check",
    "audit": "techtui.cli.audit_command:audit",
    "new": "techtui.cli.catalog_commands:new",
    "schema": "techtui.cli.catalog_commands:schema",
    "shelf": "techtui.cli.shelf_commands:shelf",
    "serve": "techtui.cli.serve_command:serve",
    "publish": "techtui.cli.publish_command:publish",
    "mcp": "techtui.cli.mcp_command:mcp",
    "config": "techtui.cli.config_commands:config",
    "paths": "techtui.cli.paths_command:paths",
    "completion": "techtui.cli.completion:completion",
}
"""Name -> ``module:attribute`` of a click command, in the order of the help.

To add a command, add a line here and a module.
"""
