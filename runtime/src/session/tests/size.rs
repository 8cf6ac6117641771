//! What one of thousands of sessions takes.

use super::*;
use crate::inbox::mailbox::Mailbox;
use crate::session::core::SessionCore;

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

#[test]
fn a_session_s_core_and_mailbox_do_not_grow() {
    // Each is an allocation of its own, whose size is rounded up to 16 bytes; `bench`
    // measures what that comes to. What most sessions do not have is boxed.
    let core = size_of::<SessionCore<Shop>>();
    let mailbox = size_of::<Mailbox<Shop>>();
    assert!(
        core <= 472 && mailbox <= 200,
        "they take {core} and {mailbox} bytes"
    );
}
