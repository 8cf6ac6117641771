//! The inputs that the fuzzers have found, replayed: with nothing but cargo, as any test.

use std::fs;
use std::path::Path;

use docent_tests::fuzz;

/// Runs a target over its committed inputs; a panic names the one that broke it.
fn replay(name: &str, target: fn(&[u8])) {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("../fuzz/corpus")
        .join(name);
    let mut inputs: Vec<_> = fs::read_dir(folder)
        .expect("the corpus is committed")
        .map(|entry| entry.expect("an entry").path())
        .collect();
    inputs.sort();
    assert!(inputs.len() >= 10, "{name} has {} inputs", inputs.len());
    for input in inputs {
        let bytes = fs::read(&input).expect("a file");
        if let Err(panic) = std::panic::catch_unwind(|| target(&bytes)) {
            eprintln!("the input is {}", input.display());
            std::panic::resume_unwind(panic);
        }
    }
}

#[test]
fn every_found_frame_is_read_or_refused() {
    replay("decode", fuzz::decode);
}

#[test]
fn every_found_parameter_is_decoded_or_refused_without_its_text() {
    replay("params", fuzz::params);
}

#[test]
fn every_found_pair_of_renders_is_patched() {
    replay("render", fuzz::render);
}

#[test]
fn every_found_script_keeps_what_a_session_promises() {
    replay("session", fuzz::session);
}
