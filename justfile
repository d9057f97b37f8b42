# Recipes are one line; logic lives in xtask or in ./karum.

# List the recipes
default:
    @just --list

# Check one crate, or everything
check *crate:
    cargo check --all-targets {{ if crate == "" { "--workspace" } else { "-p " + crate } }}

# Lints as in CI
lint:
    cargo fmt --check --all && cargo clippy --workspace --all-targets -- -D warnings

# All tests, or those of one crate: just test -p catalog
test *args:
    ./karum test {{ args }}

# Regenerate the query crate of a service from its SQL
codegen service:
    cargo xtask codegen {{ service }}

# Bring the databases of the running platform to the schema of the sources
migrate *services:
    ./karum migrate {{ services }}

# Licenses, duplicate dependencies, spelling
tidy:
    cargo deny check && typos

# Everything CI does
ci:
    .ci/run
