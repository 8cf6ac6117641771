#![no_main]

libfuzzer_sys::fuzz_target!(|input: &[u8]| docent_fuzz::run(docent_tests::fuzz::render, input));
