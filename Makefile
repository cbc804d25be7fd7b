# make run: a demo pod on http://localhost:3000.   make test: every check there is.
# make help lists the rest.

export PKG_CONFIG_PATH := $(CURDIR)/.deps
RELEASE := .build/release/dandelion
DEMO ?= var/demo
PORT ?= 3000

.PHONY: help run build debug test bench fuzz torture demo clean format

help:
	@sed -n 's/^## //p' Makefile

## make run      build, make a demo pod and serve it on http://localhost:3000
run: build
	@.ci/demo $(RELEASE) $(DEMO) $(PORT)

## make build    .build/release/dandelion, in release mode
build: .deps/libetpan.pc
	@[ -x $(RELEASE) ] || echo "The first build takes about twelve minutes on two cores; the numbers in brackets show how far it is."
	@swift build -c release --product dandelion --static-swift-stdlib

## make debug    .build/debug/dandelion and the tests' binary
debug: .deps/libetpan.pc
	@swift build --build-tests

## make test     format and layers, Swift tests, servers, validators, browser
test:
	@.ci/test

## make bench    compare with Hugo, measure federation; writes docs/benchmarks.md
##               (FEDERATION=no leaves federation out, QUICK=--quick tries everything small,
##               BASELINE=PATH builds, publishes and receives beside another build of dandelion)
bench: build
	@.ci/install build test bench && Tests/EndToEndTests/setup.sh
	@.venv/bin/python Tests/Benchmarks/bench.py $(QUICK) $(if $(BASELINE),--baseline $(BASELINE))
	@[ "$(FEDERATION)" = no ] || .venv/bin/python Tests/Benchmarks/federation_bench.py $(QUICK) $(if $(BASELINE),--baseline $(BASELINE))

## make fuzz     libFuzzer and random input for ten minutes (FUZZ_SECONDS=… to change,
##               FUZZ_TARGETS="xml html" for some of Tests/Fuzzing/Targets alone)
fuzz: debug
	@.ci/fuzz run $$(($${FUZZ_SECONDS:-600} * 4 / 5))
	@FUZZ_SECONDS=$$(($${FUZZ_SECONDS:-600} / 5)) swift test --skip-build --filter Fuzz

## make torture  kill -9: publishing 2,000 times, federating 300 times (ROUNDS=… for both);
##               ten minutes of siege (SIEGE_SECONDS=…)
torture: debug
	@.ci/install test && Tests/EndToEndTests/setup.sh
	@ROUNDS=$${ROUNDS:-2000} .venv/bin/pytest -q -n 0 Tests/EndToEndTests/site/test_kill.py -s
	@ROUNDS=$${ROUNDS:-300} .venv/bin/pytest -q -n 0 Tests/EndToEndTests/federation/test_federation_torture.py -s
	@SIEGE_SECONDS=$${SIEGE_SECONDS:-600} .venv/bin/pytest -q -n 0 Tests/EndToEndTests/federation/test_siege.py -s

## make format   set the Swift sources as the checks want them
format:
	@swift format -i -r Sources Tests Package.swift

clean:
	@rm -rf .build

.deps/libetpan.pc: .ci/packages .ci/install
	@.ci/install build run
	@touch .deps/libetpan.pc
