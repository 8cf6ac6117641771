//! What every fuzz target holds its inputs to.

#![forbid(unsafe_code)]

/// How much memory one input may have at a time, in bytes.
const MOST_MEMORY: u64 = 1024 * 1024;

/// Runs a target, and panics if one input takes more than 1 MiB.
///
/// All that lives at a time is counted, not only the largest piece, as
/// libFuzzer's `-malloc_limit_mb` does; and it needs no sanitizer.
pub fn run(target: fn(&[u8]), input: &[u8]) {
    let spent = allocation_counter::measure(|| target(input));
    assert!(
        spent.bytes_max <= MOST_MEMORY,
        "one input took {} bytes",
        spent.bytes_max
    );
}
