# Everything a newcomer needs, in one word each. Prerequisites: the Rust toolchain (rustup), a C compiler, and Node 20.19 or
# later for the workbench (without it everything else works).

SHELL := /bin/bash
SUDO := $(shell [ "$$(id -u)" = 0 ] || echo sudo)
WEB := $(wildcard web/index.html web/package.json web/package-lock.json web/vite.config.js web/.npmrc web/NOTICE web/src/* \
	web/public/* web/scripts/*)

.PHONY: help demo test conformance clients bench check check-pages web postgres schema
.DEFAULT_GOAL := help

help:
	@echo 'make demo    load the bundled real data, compile the scorecards, serve on http://127.0.0.1:8080/'
	@echo 'make test    run every test, on SQLite and on a throw-away PostgreSQL'
	@echo 'make conformance  hold a running server to the suites of others (needs Node)'
	@echo 'make clients  hold the schema and the operations to the tools of front-end teams (needs Node)'
	@echo 'make check   formatting and lints, as the CI has them'
	@echo 'make check-pages  use the workbench and the plain pages in a headless Chromium, and hold them to WCAG (needs Node)'
	@echo 'make bench   measure imports and a compilation beside their references (a release build)'
	@echo 'make web     build the workbench'
	@echo 'make schema  write schema/schema.graphql anew from the code'

# More options: make demo ARGS="--listen 127.0.0.1:9000"
demo: web
	cargo run --package sextant-server -- demo $(ARGS)

test: web postgres
	@if cargo nextest --version >/dev/null 2>&1; then \
		set -ex; tests/postgres.sh run cargo nextest run --workspace $(ARGS); cargo test --workspace --doc; \
	else \
		set -ex; tests/postgres.sh run cargo test --workspace $(ARGS); \
	fi

conformance:
	npm --prefix tests/conformance ci --no-audit --no-fund
	cargo build --package sextant-server
	tests/conformance/run.sh

clients:
	npm --prefix tests/clients ci --no-audit --no-fund
	node tests/clients/run.mjs

bench:
	cargo run --release --package sextant-tests --bin bench -- $(ARGS)

check:
	cargo fmt --all --check
	cargo clippy --workspace --all-targets -- -D warnings

# CHROMIUM names another program than chromium. Where there is none it says so and goes on; REQUIRE_CHROMIUM=1 makes that an error.
check-pages: web
	@if ! command -v "$${CHROMIUM:-chromium}" >/dev/null || ! command -v npm >/dev/null; then \
		echo 'The pages are NOT checked: that takes Node and Chromium (CHROMIUM names the program), and one is missing here.' >&2; \
		[ -z "$$REQUIRE_CHROMIUM" ]; \
	else \
		set -ex; [ -d web/node_modules ] || npm --prefix web ci --no-audit --no-fund; \
		cargo build --package sextant-server; npm --prefix web run check; \
	fi

schema:
	UPDATE_SCHEMA=1 cargo test --package sextant-graphql the_checked_in_schema

web: web/dist/index.html

# The bundle is newer than what it was made from, or it is made again. Without Node there is none: the server says so itself.
web/dist/index.html: $(WEB)
	@if ! command -v npm >/dev/null; then \
		echo 'Node is not installed: going on without the workbench. The page of the server says how to get it.'; \
	elif ! node -e 'const [a, b] = process.versions.node.split("."); process.exit(a > 20 || (a == 20 && b >= 19) ? 0 : 1)'; then \
		echo "Node $$(node --version) is too old for the workbench (20.19 or later): going on without it."; \
	else \
		set -ex; npm --prefix web ci --no-audit --no-fund; npm --prefix web run build; touch $@; \
	fi

# tests/postgres.sh starts a PostgreSQL of its own in a temporary folder; only the programs are needed.
postgres:
	@if command -v initdb >/dev/null || ls /usr/lib/postgresql/*/bin/initdb >/dev/null 2>&1; then \
		true; \
	elif command -v apt-get >/dev/null; then \
		set -ex; $(SUDO) apt-get update -qq; \
		$(SUDO) env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends postgresql; \
	else \
		echo 'The tests need PostgreSQL 14 or later (initdb and postgres): install it with the package manager of this system.' >&2; \
		exit 1; \
	fi
