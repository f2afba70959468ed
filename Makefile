# The developer commands. Each recipe calls one script in scripts/, which says what it does.
#
# Variables: LISTEN=127.0.0.1:8080 or PORT=8080, DATABASE=sqlite:FILE (run, kiosk); KIOSK_PORT=8090,
# PHONE_URL=http://… (kiosk);
# ONLY='text in a file name' (shots); CHROMIUM=/path/to/chromium (test, browser, e2e, bench, shots).

.DEFAULT_GOAL := help
.PHONY: help run kiosk demo dist test setup format lint unit browser e2e bench shots clean

export LISTEN PORT DATABASE ONLY CHROMIUM KIOSK_PORT PHONE_URL

help: ## list these commands
	@awk -F ':.*## ' '/^[a-z0-9-]+:.*## /{printf "  make %-9s %s\n", $$1, $$2}' Makefile

run: ## install what is missing, build, and serve the demo on one port
	@scripts/run

kiosk: ## the same, and a second server that is the display of a city office
	@scripts/run-kiosk

demo: ## the demo without a server, as static files for any file host, into dist-demo/
	@scripts/setup && scripts/build-demo

dist: ## one program with the app inside, its digest and what it is made of, into dist-release/
	@scripts/setup && scripts/dist

test: ## every check there is, with its own set-up; closes with the count
	@scripts/test

setup: ## install the build tools into .tools/ and node_modules/, and a browser
	@scripts/setup && scripts/setup-browser

format: ## format the Rust code and the style sheets
	@scripts/format

lint: ## formatting, clippy, rustdoc, style sheets, HTML, crates, units, container files, house rules
	@scripts/test lint

unit: ## tests of rules, contract and server
	@scripts/test unit

browser: ## component tests in real Chromium
	@scripts/test browser

e2e: ## journeys in Chromium against the real server
	@scripts/test e2e

bench: ## figures: rules, GET /me, the first paint on a slow network, the long history
	@scripts/bench

shots: ## a picture of every page in every size, language and look, into shots/
	@scripts/shots

clean: ## delete what was built; the tools in .tools/ and the data in data/ stay
	@scripts/clean
