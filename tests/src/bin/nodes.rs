//! Reads markup for the browser's tests: for each line, a string, a line with its nodes, or `null` if it is not followed.

use std::io::{self, BufRead as _, Write as _};

fn main() -> io::Result<()> {
    let mut out = io::stdout().lock();
    for line in io::stdin().lock().lines() {
        let html: String = serde_json::from_str(&line?)?;
        writeln!(out, "{}", serde_json::json!(docent::test::nodes(&html)))?;
    }
    Ok(())
}
