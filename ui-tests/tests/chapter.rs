//! The chapter "When it does not compile" shows messages as they are printed.

use std::fs;
use std::path::Path;

#[test]
fn the_chapter_quotes_the_messages_as_printed() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let chapter = root.join("../runtime/docs/when_it_does_not_compile.md");
    let chapter = fs::read_to_string(chapter).expect("the chapter");
    let mut messages = 0;
    for part in chapter.split("<!-- ").skip(1) {
        let (case, rest) = part.split_once(" -->\n```text\n").expect("a message");
        let (shown, _) = rest.split_once("\n```\n").expect("the message's end");
        let printed = root.join("fail").join(case).with_extension("stderr");
        let printed = fs::read_to_string(printed).expect("the case that is shown");
        let printed = printed.replace(&format!("fail/{case}.rs"), "src/main.rs");
        assert_eq!(shown, printed.trim_end(), "{case}");
        messages += 1;
    }
    assert_eq!(messages, 10);
}
