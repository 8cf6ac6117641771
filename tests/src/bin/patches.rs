//! Finds patches for the browser's tests: for each line `[before, after, fine]` of its input, a line with the list of them.

use std::io::{self, BufRead as _, Write as _};

fn main() -> io::Result<()> {
    let mut out = io::stdout().lock();
    for line in io::stdin().lock().lines() {
        let (before, after, fine): (String, String, bool) = serde_json::from_str(&line?)?;
        writeln!(out, "{}", docent::test::patches(&before, &after, fine))?;
        out.flush()?;
    }
    Ok(())
}
