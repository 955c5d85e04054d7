# What people and CI run. `make` alone lists the targets; ARGS adds options to a command:
#   make run ARGS="--lan"    make test ARGS="-k minutes"    make lock ARGS="--upgrade"

.DEFAULT_GOAL := help
.PHONY: run demo test check lint fix rehearse bench shots setup lock help runtime dev engines

bin := .venv/bin
compile := $(bin)/uv pip compile --quiet --no-config --universal --generate-hashes \
	--python-version 3.11 --custom-compile-command "make lock" $(ARGS)

run demo: runtime ## Start the demo: SQLite, no token, links and a QR code on the screen
	$(bin)/samenspel demo $(ARGS)

# Every document is made by a process of its own, of which the tests start hundreds: our code stays
# compiled beside its source, also where the surroundings say that it should not.
test: export PYTHONDONTWRITEBYTECODE =
test: dev engines ## Run all tests, on SQLite, PostgreSQL and in Chromium
	$(bin)/pytest --numprocesses 3 --dist loadfile --no-loadscope-reorder $(ARGS)

check: dev ## Check format, rules, types and import contracts, as CI does
	$(bin)/ruff format --check
	$(bin)/ruff check
	$(bin)/mypy
	$(bin)/lint-imports

lint: dev ## Check rules and import contracts only, in seconds
	$(bin)/ruff check
	$(bin)/lint-imports

fix: dev ## Mend what can be mended by itself, and format
	$(bin)/ruff check --fix
	$(bin)/ruff format

rehearse: runtime ## Play a whole evening with sixty phones; the minutes land in rehearsal-out
	$(bin)/samenspel rehearse sessions/agendas/boce-start.yaml --out rehearsal-out $(ARGS)

bench: dev ## Measure, beside what we compare ourselves with, as one table
	$(bin)/python -m benchmarks $(ARGS)

shots: dev ## Take a picture of every page in every state; shots/index.html shows them
	$(bin)/python -m tests.browser.shots $(ARGS)

setup: dev ## Make .venv from the lock files, for running and for developing

lock: ## Write the lock files anew after a change of dependencies in pyproject.toml
	@test -x $(bin)/uv || $(MAKE) dev
	$(compile) --extra dev --extra postgresql --output-file requirements-dev.txt pyproject.toml
	$(compile) --constraint requirements-dev.txt --output-file requirements.txt \
		pyproject.toml docker/build.in

help: ## List the targets
	@awk -F ':.*## ' '/^[a-z ]+:.*## /{printf "  %-10s %s\n", $$1, $$2}' $(MAKEFILE_LIST)

runtime:
	@docker/install.sh requirements.txt --editable

dev: runtime
	@docker/install.sh requirements-dev.txt --editable

engines:
	@docker/test-engines.sh
