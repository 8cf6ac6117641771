//! Compile-time diagnostics.
//!
//! `pass/*.rs` are programs that compile without a warning and run.
//! `fail/<rule>/*.rs` each contain one mistake that a person would make; the
//! `.stderr` file next to it is what the compiler prints, and is reviewed as prose.
//!
//! The text around docent's own messages is rustc's and changes with it: the
//! `.stderr` files are those of the rustc that `rust-version` in `Cargo.toml`
//! names. With another one the test fails immediately, since skipped cases would
//! look like passing ones. After a deliberate change of a message or of
//! `rust-version`, regenerate the files and read the difference:
//!
//! ```text
//! TRYBUILD=overwrite cargo test -p docent-ui-tests
//! ```

use std::env;
use std::process::Command;

#[test]
fn valid_programs_compile_without_a_warning_and_run() {
    trybuild::TestCases::new().pass("pass/*.rs");
}

#[test]
fn each_mistake_is_explained() {
    if let Err(why) = is_pinned(env!("CARGO_PKG_RUST_VERSION"), &rustc()) {
        panic!("{why}");
    }
    trybuild::TestCases::new().compile_fail("fail/**/*.rs");
}

#[test]
fn another_compiler_is_rejected_with_instructions() {
    assert_eq!(
        is_pinned("1.95", "rustc 1.95.0 (59807616e 2026-04-14)"),
        Ok(())
    );
    assert_eq!(is_pinned("1.95", "rustc 1.95.1"), Ok(()));
    for other in ["rustc 1.96.0", "rustc 1.9.5", "rustc 1.950.0", "clang 3"] {
        let why = is_pinned("1.95", other).expect_err(other);
        assert!(
            why.contains("`cargo +1.95.0 test -p docent-ui-tests`"),
            "{why}"
        );
        assert!(why.contains("TRYBUILD=overwrite"), "{why}");
    }
}

/// Checks that this compiler is the one of the `.stderr` files.
fn is_pinned(pinned: &str, rustc: &str) -> Result<(), String> {
    let version = rustc.strip_prefix("rustc ").unwrap_or_default();
    if version.starts_with(&format!("{pinned}.")) {
        return Ok(());
    }
    Err(format!(
        "the messages in ui-tests/fail are those of rustc {pinned}, and this is `{rustc}`, whose own part of the messages may differ.\n\
         To test with the right one: `cargo +{pinned}.0 test -p docent-ui-tests` (`rustup toolchain install {pinned}.0` brings it).\n\
         To move to this one: set `rust-version` in Cargo.toml, run `TRYBUILD=overwrite cargo test -p docent-ui-tests`, and read the difference."
    ))
}

/// The version of the compiler that cargo uses here.
fn rustc() -> String {
    let rustc = env::var_os("RUSTC").unwrap_or_else(|| "rustc".into());
    let output = Command::new(rustc).arg("--version").output();
    let output = output.expect("`rustc --version` runs");
    String::from_utf8_lossy(&output.stdout).trim().to_owned()
}
