//! What compiles, and what is said about what does not.
//!
//! `pass/*.rs` are programs that compile without a warning and run.
//! `fail/<rule>/*.rs` each hold one mistake that a person would make; the
//! `.stderr` next to it is what the compiler prints, and is reviewed as prose.
//!
//! The text around docent's own words is rustc's and changes with it: the
//! `.stderr` files belong to rustc 1.95. After a deliberate change write them
//! anew and read the difference:
//!
//! ```text
//! TRYBUILD=overwrite cargo test -p docent-ui-tests
//! ```

#[test]
fn each_mistake_is_explained_and_nothing_else_is_refused() {
    let cases = trybuild::TestCases::new();
    cases.pass("pass/*.rs");
    cases.compile_fail("fail/**/*.rs");
}
