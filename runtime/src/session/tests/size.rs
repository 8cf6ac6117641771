//! What one of thousands of sessions takes.

use super::*;

/// How large the future is that `task` makes.
fn size<F>(_: impl FnOnce(Shop, Docent, Visitor, Attachment, u64) -> (Guide<Shop>, F)) -> usize {
    size_of::<F>()
}

#[test]
fn a_session_s_task_fits_into_512_bytes() {
    // tokio adds 104 bytes of its own on a 64-bit machine, and rounds up to
    // whole lines of 128: one byte more costs each session a line. `bench`
    // measures what a session takes in all.
    let task = size(Session::<Shop>::task) + 104;
    assert!(task <= 512, "it takes {task} bytes");
}
