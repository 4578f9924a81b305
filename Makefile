# Every path is relative to the checkout, so that blanks in its own path do no harm.
PYTHON ?= python3
DOCUMENTS ?= data/documents
# Annotations to score against; without it those that come with the project.
GOLD ?=

VENV := .venv
BI_VENV := bi/.venv
BENCH_VENV := benchmarks/.venv
# How many times the documents are taken for make bench.
COPIES ?= 1 10 100
BI_PORT ?= 8088
SPARK_VENV := spark/.venv
# Settings of Spark on this machine; where the models run on a cluster, its own count.
RUN_SPARK := SPARK_CONF_DIR=spark/conf $(SPARK_VENV)/bin/python -m
RUN := $(VENV)/bin/python -m
DBT := $(VENV)/bin/dbt
SQL := models tests
# A build of its own for the checks, so that they never touch the user's.
LINT_BUILD := WAREHOUSE_BUILD_FILE=build/lint.duckdb DBT_TARGET_PATH=build/lint-target DBT_LOG_PATH=build/logs

.DEFAULT_GOAL := help
.PHONY: help environment dev-environment warehouse accuracy heldout confidence sentences rules passages test lint format snippets docs diagrams row-counts mutation chaos torture nightly compare parity bench bench-environment bench-lock bi bi-export bi-environment bi-lock test-bi spark-environment spark-lock check-spark parity-spark test-spark lock clean

help: ## List the targets
	@echo 'make TARGET, where TARGET is one of'
	@sed -n 's/^\([a-z-]*\):.*## \(.*\)/  \1	\2/p' Makefile | expand -t 15

warehouse: environment ## Load DOCUMENTS (data/documents), build, publish warehouse.duckdb
	$(RUN) loaders load "$(DOCUMENTS)"
	$(RUN) quality staged
	$(RUN) loaders build
	$(RUN) loaders publish

# The annotations stand in the build file until the next build brings back those of the project.
accuracy: environment ## Score what is loaded against annotations (GOLD=folder: your own)
	$(DBT) --quiet seed
	$(if $(strip $(GOLD)),$(RUN) loaders gold "$(GOLD)")
	$(DBT) --quiet run --select +rpt_extraction_quality +rpt_extraction_error
	$(RUN) loaders accuracy

heldout: dev-environment ## Measure on text that the rules were not made from, into docs/heldout.md (minutes)
	$(VENV)/bin/python scripts/measure_heldout.py

confidence: dev-environment ## Measure how often facts are right by their rules' margins, into docs/confidence.md (minutes)
	$(RUN) scripts.measure_confidence

sentences: dev-environment ## Read small passages and compare what comes with what is expected
	$(RUN) tests.sentences

test: dev-environment ## Run everything that CI checks
	@$(VENV)/bin/python scripts/run_checks.py

rules: dev-environment ## Run the examples of the rules through all models
	$(RUN) tests.rules

# In a build file of its own, for the seeds; the passages themselves are built in build/passages.
passages: dev-environment ## Grow 10,000 passages from a grammar, build and test them all (long)
	@export WAREHOUSE_BUILD_FILE=build/passages-seeds.duckdb DBT_TARGET_PATH=build/passages-seeds-target DBT_LOG_PATH=build/logs; \
	$(RUN) loaders load data/documents && $(DBT) --quiet seed && $(DBT) --quiet compile && \
	$(RUN) tests.passages --passages 10000

lint: dev-environment ## Check style and types only
	$(RUN) ruff check .
	$(RUN) ruff format --check .
	$(RUN) mypy
	$(LINT_BUILD) $(RUN) sqlfluff lint $(SQL) --processes 2

format: dev-environment ## Bring Python and SQL into the project's style
	$(RUN) ruff check --fix .
	$(RUN) ruff format .
	$(LINT_BUILD) $(RUN) sqlfluff fix $(SQL) --processes 2

snippets: dev-environment ## Write the results in README.md and docs/ anew, from warehouse.duckdb
	$(VENV)/bin/python scripts/refresh_snippets.py

docs: dev-environment ## Make a site of the pages, dbt's docs and the results of the data checks, into site/
	$(RUN) scripts.make_site

# Only after a mermaid block was changed: the site shows the pictures that stand in docs/images.
diagrams: ## Draw the diagrams of the pages anew, into docs/images
	$(PYTHON) -m venv build/diagrams-venv
	build/diagrams-venv/bin/python -m pip install --quiet --disable-pip-version-check --require-hashes -r docs/diagrams.lock
	build/diagrams-venv/bin/python scripts/draw_diagrams.py

row-counts: dev-environment ## Take the row counts of the build as those expected, and show what changed
	$(RUN) quality row-counts

# The report is that of a build of the documents in data/documents.
mutation: dev-environment ## Corrupt a copy of the build in 110 ways and report which the tests catch
	$(DBT) --quiet compile
	$(RUN) quality mutation --to docs/mutation.md

chaos: dev-environment ## Kill, starve and crowd load, build and publish hundreds of times, into docs/promises.md
	$(RUN) tests.chaos

# In a build file of its own, for what dbt compiles.
torture: dev-environment ## Load and build more than 170 good and bad files, and time every pattern, into docs/promises.md (long)
	$(RUN) tests.torture
	@export WAREHOUSE_BUILD_FILE=build/patterns.duckdb DBT_TARGET_PATH=build/patterns-target DBT_LOG_PATH=build/logs; \
	$(RUN) loaders load data/documents && $(DBT) --quiet seed && $(DBT) --quiet compile && $(RUN) tests.patterns

nightly: test passages chaos torture test-spark ## Run everything, what takes hours too

bench: environment bench-environment ## Measure speed and growth against others (COPIES="1 10 100"), into docs/benchmark.md (long)
	$(RUN) benchmarks $(COPIES)

# What is measured beside the warehouse wants other versions of many packages.
bench-environment:
	@made_of="$$(pwd) $$(cksum < benchmarks/requirements.lock)"; \
	recorded="$$(cat $(BENCH_VENV)/made_of 2>/dev/null || true)"; \
	if [ "$$recorded" = "$$made_of" ] && $(BENCH_VENV)/bin/python -c '' 2>/dev/null; then exit 0; fi; \
	if ! $(PYTHON) -c 'import sys; sys.exit(sys.version_info[:2] != (3, 11))'; then \
		echo "The peers need Python 3.11: make PYTHON=/path/to/python3.11 ..." >&2; exit 1; fi; \
	echo "Setting up $(BENCH_VENV) ..."; \
	rm -rf $(BENCH_VENV) && \
	$(PYTHON) -m venv $(BENCH_VENV) && \
	$(BENCH_VENV)/bin/python -m pip install --quiet --disable-pip-version-check --require-hashes -r benchmarks/requirements.lock && \
	printf '%s' "$$made_of" > $(BENCH_VENV)/made_of

bench-lock: ## Choose the newest versions that benchmarks/requirements.in allows, and write its lock
	$(PYTHON) -m venv build/lock-venv
	build/lock-venv/bin/python -m pip install --quiet uv
	build/lock-venv/bin/python -m uv pip compile --quiet --upgrade --universal --python-version 3.11 \
		--generate-hashes --no-emit-index-url --custom-compile-command 'make bench-lock' \
		--output-file benchmarks/requirements.lock benchmarks/requirements.in

compare: dev-environment ## Build twice from scratch and compare the marts row for row
	@for number in 1 2; do \
		export WAREHOUSE_BUILD_FILE=build/compare-$$number.duckdb; \
		export DBT_TARGET_PATH=build/compare-target DBT_LOG_PATH=build/logs; \
		rm -f "$$WAREHOUSE_BUILD_FILE" "$$WAREHOUSE_BUILD_FILE.wal"; \
		$(RUN) loaders load "$(DOCUMENTS)" || exit 1; \
		$(DBT) --quiet build --exclude-resource-type test unit_test || exit 1; \
	done
	$(RUN) loaders compare build/compare-1.duckdb build/compare-2.duckdb

parity: dev-environment ## List what is read otherwise than at COMMIT (default: the last one), over all documents at hand
	$(RUN) scripts.parity $(COMMIT)

# The environment is made anew when a lock has changed; from nothing if the checkout was moved. One with
# the developers' tools serves users too.
environment: LOCK := requirements.lock
environment: ## Set up .venv from requirements.lock (the other targets do it where needed)
dev-environment: LOCK := requirements-dev.lock
dev-environment: ## Set up .venv with the developers' tools too, from requirements-dev.lock
environment dev-environment:
	@checkout="$$(pwd)"; made_of="$$checkout $$(cat requirements.lock requirements-dev.lock | cksum)"; \
	recorded="$$(cat $(VENV)/made_of 2>/dev/null || true)"; \
	case "$$recorded" in "$$made_of $(LOCK)" | "$$made_of requirements-dev.lock") \
		if $(VENV)/bin/python -c '' 2>/dev/null; then exit 0; fi ;; esac; \
	if ! $(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))'; then \
		echo "Python 3.11 or newer is needed: make PYTHON=/path/to/python3.11 ..." >&2; exit 1; fi; \
	if ! $(PYTHON) -c 'import venv, ensurepip' 2>/dev/null; then \
		echo "$(PYTHON) lacks venv: install it (Debian, Ubuntu: apt install python3-venv)" >&2; exit 1; fi; \
	echo "Setting up $(VENV) from $(LOCK) ..."; \
	clear=; \
	if ! $(VENV)/bin/python -c '' 2>/dev/null; then clear=--clear; fi; \
	case "$$recorded" in "" | "$$checkout "*) ;; *) clear=--clear ;; esac; \
	rm -f $(VENV)/made_of && \
	$(PYTHON) -m venv $$clear $(VENV) && \
	$(RUN) pip install --quiet --disable-pip-version-check --require-hashes -r $(LOCK) && \
	$(RUN) pip install --quiet --disable-pip-version-check --no-index --no-deps --no-build-isolation -e . && \
	printf '%s' "$$made_of $(LOCK)" > $(VENV)/made_of

bi: warehouse.duckdb bi-environment ## Explore warehouse.duckdb in a browser with Apache Superset (BI_PORT=8088)
	@$(BI_VENV)/bin/python bi/manage.py serve --port $(BI_PORT)

bi-export: bi-environment ## Write the charts and dashboards as they are in Superset to bi/superset
	@$(BI_VENV)/bin/python bi/manage.py export

test-bi: warehouse.duckdb bi-environment ## Test the dashboards in headless Chromium (has to be installed)
	@$(BI_VENV)/bin/python -m pytest bi/tests

warehouse.duckdb:
	@echo "warehouse.duckdb is missing: run make warehouse first." >&2; exit 1

# Superset wants other versions of many packages than the warehouse, and not the newest Python.
bi-environment:
	@made_of="$$(pwd) $$(cksum < bi/requirements.lock)"; \
	recorded="$$(cat $(BI_VENV)/made_of 2>/dev/null || true)"; \
	if [ "$$recorded" = "$$made_of" ] && $(BI_VENV)/bin/python -c '' 2>/dev/null; then exit 0; fi; \
	if ! $(PYTHON) -c 'import sys; sys.exit(not (3, 11) <= sys.version_info < (3, 13))'; then \
		echo "Superset needs Python 3.11 or 3.12: make PYTHON=/path/to/python3.12 ..." >&2; exit 1; fi; \
	echo "Setting up $(BI_VENV), about 1 GB ..."; \
	rm -rf $(BI_VENV) && \
	$(PYTHON) -m venv $(BI_VENV) && \
	$(BI_VENV)/bin/python -m pip install --quiet --disable-pip-version-check --require-hashes -r bi/requirements.lock && \
	printf '%s' "$$made_of" > $(BI_VENV)/made_of

# Wants Java 17 and 700 MB, which nobody needs who builds on DuckDB.
spark-environment: ## Set up spark/.venv from spark/requirements.lock, for the models on Apache Spark
	@made_of="$$(pwd) $$(cksum < spark/requirements.lock)"; \
	recorded="$$(cat $(SPARK_VENV)/made_of 2>/dev/null || true)"; \
	if [ "$$recorded" = "$$made_of" ] && $(SPARK_VENV)/bin/python -c '' 2>/dev/null; then exit 0; fi; \
	if ! java -version >/dev/null 2>&1; then \
		echo "Spark needs Java 17 or newer (Debian, Ubuntu: apt install openjdk-17-jre-headless)" >&2; exit 1; fi; \
	echo "Setting up $(SPARK_VENV), about 700 MB ..."; \
	rm -rf $(SPARK_VENV) && \
	$(PYTHON) -m venv $(SPARK_VENV) && \
	$(SPARK_VENV)/bin/python -m pip install --quiet --disable-pip-version-check --require-hashes -r spark/requirements.lock && \
	printf '%s' "$$made_of" > $(SPARK_VENV)/made_of

check-spark: spark-environment ## Have Spark analyse every model and test, and try every macro (minutes)
	$(RUN_SPARK) spark.analysis

parity-spark: spark-environment ## Build on Spark what build/build.duckdb holds and compare every mart (long)
	$(RUN_SPARK) spark.parity build/build.duckdb

# In a build file of its own: what the user has loaded may be large.
test-spark: dev-environment spark-environment ## Build DOCUMENTS on both engines and compare every table (long)
	@export WAREHOUSE_BUILD_FILE=build/spark-duckdb.duckdb; \
	export DBT_TARGET_PATH=build/spark-duckdb-target DBT_LOG_PATH=build/logs; \
	rm -f "$$WAREHOUSE_BUILD_FILE" "$$WAREHOUSE_BUILD_FILE.wal"; \
	$(RUN) loaders load "$(DOCUMENTS)" && \
	$(DBT) --quiet build --exclude-resource-type test unit_test
	$(RUN_SPARK) spark.parity build/spark-duckdb.duckdb seeds intermediate marts

LOCK_WITH := build/lock-venv/bin/python -m piptools compile --quiet --generate-hashes --no-strip-extras \
	--allow-unsafe --no-emit-index-url --no-emit-find-links --no-emit-trusted-host

# Users get the versions that the developers test with.
lock: ## Choose the newest versions that pyproject.toml allows, and write both locks
	$(PYTHON) -m venv build/lock-venv
	build/lock-venv/bin/python -m pip install --quiet pip-tools
	CUSTOM_COMPILE_COMMAND='make lock' $(LOCK_WITH) --upgrade --extra dev \
		--output-file requirements-dev.lock pyproject.toml
	CUSTOM_COMPILE_COMMAND='make lock' $(LOCK_WITH) --constraint requirements-dev.lock \
		--output-file requirements.lock pyproject.toml

bi-lock: ## Choose the newest versions that bi/requirements.in allows, and write bi/requirements.lock
	$(PYTHON) -m venv build/lock-venv
	build/lock-venv/bin/python -m pip install --quiet uv
	build/lock-venv/bin/python -m uv pip compile --quiet --upgrade --universal --python-version 3.11 \
		--generate-hashes --no-emit-index-url --custom-compile-command 'make bi-lock' \
		--output-file bi/requirements.lock bi/requirements.in

spark-lock: ## Choose the newest versions that spark/requirements.in allows, and write spark/requirements.lock
	$(PYTHON) -m venv build/lock-venv
	build/lock-venv/bin/python -m pip install --quiet uv
	build/lock-venv/bin/python -m uv pip compile --quiet --upgrade --universal --python-version 3.11 \
		--no-strip-extras --generate-hashes --no-emit-index-url --custom-compile-command 'make spark-lock' \
		--output-file spark/requirements.lock spark/requirements.in

clean: ## Remove what was built: build file with all that is loaded, warehouse.duckdb, caches (not .venv)
	rm -rf build/* target logs site warehouse.duckdb warehouse.duckdb.*
	rm -rf .pytest_cache .mypy_cache .ruff_cache .hypothesis
