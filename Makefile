# Short names for ./run; nothing here is needed to use or to test the project.
.DEFAULT_GOAL := help

help: ## this list
	@awk -F ':.*## ' '/^[a-z]+:.*## /{printf "  make %-9s %s\n", $$1, $$2}' $(MAKEFILE_LIST)

demo: ## the whole service with an emulated AWS estate
	@./run demo

run: ## a reloading portal on the running demo's servers, port 8001
	@./run exec env DEBUG=1 python manage.py runserver 127.0.0.1:8001

worker: ## one more worker on the running demo's servers
	@./run exec celery -A artifact worker -Q collect,render,notify,default -c 1 -l INFO -n extra@%h

migrate: ## migrate the running demo's database
	@./run manage migrate

check: ## every linter
	@./run check

test: ## every linter and every test
	@./run test

fmt: ## format the Python and the templates
	@./run fmt

.PHONY: help demo run worker migrate check test fmt
