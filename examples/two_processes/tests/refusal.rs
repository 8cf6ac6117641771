//! What the example does where its servers cannot share a store.

use std::process::Command;

#[test]
fn with_a_file_the_second_server_refuses_to_start() {
    let folder = tempfile::TempDir::new().expect("a folder");
    let ended = Command::new(env!("CARGO_BIN_EXE_two_processes"))
        .env_remove("DATABASE_URL")
        .env("PORT", "0")
        .current_dir(&folder)
        .output()
        .expect("it ends");
    let message = String::from_utf8(ended.stderr).expect("text");
    assert!(!ended.status.success());
    assert!(
        message.contains("another process has the progress store's file open"),
        "{message}"
    );
    assert!(message.contains("set DATABASE_URL"), "{message}");
}
