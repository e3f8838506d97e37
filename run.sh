#!/bin/bash
export HOME=/tmp/w/h1 XDG_CONFIG_HOME=/tmp/w/h1/c XDG_STATE_HOME=/tmp/w/h1/s XDG_CACHE_HOME=/tmp/w/h1/k TECHTUI_DATA=/tmp/w/h1/d
unset DISPLAY WAYLAND_DISPLAY
exec /tmp/w/w1/.venv/bin/techtui --fresh go
