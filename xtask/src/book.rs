//! `cargo xtask book`: the guide as a book.
//!
//! The guide is in two folders, since some of its chapters are in the package too, where
//! rustdoc includes them. mdbook wants one folder, and knows no `crate::` links. This copies
//! both into `target/guide` with their links changed, and runs mdbook on it.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use crate::{Outcome, Subcommand, markdown, process};

pub(crate) const SUBCOMMAND: Subcommand = Subcommand {
    name: "book",
    arguments: "",
    summary: "build the guide with mdbook, in target/guide-html",
    run: |_| build(),
};

const GUIDE: &str = "docs/src";
const CHAPTERS: &str = "runtime/docs";
const BOOK: &str = "target/guide";
/// Where a link leads that rustdoc would resolve: to the search of the crate's documentation.
const DOCUMENTATION: &str = "https://docs.rs/docent/latest/docent/?search=";

fn build() -> Outcome {
    write()?;
    if process::find("mdbook").is_none() {
        return Err(
            format!("{BOOK} is written, but there is no mdbook: `cargo install mdbook`").into(),
        );
    }
    process::run(process::program("mdbook", "docs").arg("build"))
}

/// Writes what mdbook reads.
fn write() -> Outcome {
    let root = process::root();
    let book = root.join(BOOK);
    if book.exists() {
        fs::remove_dir_all(&book)?;
    }
    fs::create_dir_all(book.join("chapters"))?;
    let contents = fs::read_to_string(root.join(GUIDE).join("SUMMARY.md"))?;
    let titles = titles(&contents);
    for (folder, below) in [(GUIDE, ""), (CHAPTERS, "chapters")] {
        for entry in fs::read_dir(root.join(folder))? {
            let path = entry?.path();
            let name = path.file_name().unwrap_or_default();
            let text = fs::read_to_string(&path)?;
            let text = match folder {
                GUIDE => of_guide(&text),
                _ => {
                    let name = name.to_string_lossy();
                    let title = titles.get(&*name).ok_or_else(|| {
                        format!("{GUIDE}/SUMMARY.md has no line for {CHAPTERS}/{name}")
                    })?;
                    format!("# {title}\n\n{}", of_package(&text))
                }
            };
            fs::write(book.join(below).join(name), text)?;
        }
    }
    copy_pictures(root, &book)
}

/// The titles of the chapters that are in the package, by their files.
fn titles(contents: &str) -> BTreeMap<&str, &str> {
    let entries = contents.lines().filter_map(|line| {
        let (title, file) = line
            .trim_start_matches("- [")
            .split_once("](../../runtime/docs/")?;
        Some((file.trim_end_matches(')'), title))
    });
    entries.collect()
}

/// A chapter of the guide: links to the package's chapters are to their copies, and what else
/// is in the repository is named without a link.
fn of_guide(text: &str) -> String {
    let mut text = text
        .replace("](../../runtime/docs/", "](chapters/")
        .replace("](../../examples/gallery/pictures/", "](")
        // They are beside each page of the book.
        .replace("[the contents](SUMMARY.md)", "the contents");
    while let Some(end) = text.find("](../../") {
        let start = text[..end].rfind('[').unwrap_or(end);
        let after = text[end..].find(')').map_or(text.len(), |at| end + at + 1);
        let title = text[start..end].trim_start_matches('[').to_owned();
        text.replace_range(start..after, &title);
    }
    text
}

/// A chapter of the package: its headings are one level lower, and what rustdoc resolves
/// leads to docs.rs.
fn of_package(text: &str) -> String {
    let mut book = String::new();
    for (_, line, is_code) in markdown::lines(text) {
        if is_code {
            book.push_str(line);
        } else {
            if line.starts_with('#') {
                book.push('#');
            }
            book.push_str(&resolved(line));
        }
        book.push('\n');
    }
    book
}

fn resolved(line: &str) -> String {
    let line = line
        .replace("](macro@crate::", "](crate::")
        .replace("](mod@crate::", "](crate::");
    resolve(&resolve(&line, "]("), "]: ")
}

/// Resolves the links of a line that begin so.
fn resolve(line: &str, start: &str) -> String {
    let marker = format!("{start}crate::");
    let mut pieces = line.split(marker.as_str());
    let mut resolved = pieces.next().unwrap_or_default().to_owned();
    for piece in pieces {
        let is_path = |c: char| c.is_alphanumeric() || c == '_' || c == ':';
        let end = piece.find(|c| !is_path(c)).unwrap_or(piece.len());
        let (path, rest) = piece.split_at(end);
        let rest = rest.strip_prefix("()").unwrap_or(rest);
        if let Some(chapter) = path.strip_prefix("chapters::") {
            resolved.push_str(&format!("{start}{chapter}.md{rest}"));
            continue;
        }
        // `#structfield.name` is a place on the page that the search does not lead to.
        let rest = match rest.strip_prefix('#') {
            Some(anchor) => anchor.split_at(anchor.find(')').unwrap_or(anchor.len())).1,
            None => rest,
        };
        resolved.push_str(&format!("{start}{DOCUMENTATION}{path}{rest}"));
    }
    resolved
}

fn copy_pictures(root: &Path, book: &Path) -> Outcome {
    for entry in fs::read_dir(root.join("examples/gallery/pictures"))? {
        let path = entry?.path();
        if let Some(name) = path.file_name() {
            fs::copy(&path, book.join(name))?;
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn links_of_the_package_lead_to_docs_rs_and_to_chapters() {
        let text = "# Limits\n\n[`a`](crate::config::Limits#structfield.a), [b](crate::live()),\n\
            [c](crate::chapters::logs).\n\n[`d`]: crate::Js\n\n```\n# use x;\n[e](crate::f)\n```\n";
        let expected = "## Limits\n\n[`a`](https://docs.rs/docent/latest/docent/?search=config::Limits), \
            [b](https://docs.rs/docent/latest/docent/?search=live),\n[c](logs.md).\n\n\
            [`d`]: https://docs.rs/docent/latest/docent/?search=Js\n\n```\n# use x;\n[e](crate::f)\n```\n";
        assert_eq!(of_package(text), expected);
    }

    #[test]
    fn a_link_to_a_heading_of_a_chapter_keeps_it() {
        let text = "[a](crate::chapters::forms#names) and [b](crate::chapters::logs).\n";
        assert_eq!(of_package(text), "[a](forms.md#names) and [b](logs.md).\n");
    }

    #[test]
    fn code_in_a_longer_fence_is_left_as_it_is() {
        let text = "````text\n```\n# a\n```\n# [b](crate::f)\n````\n# c\n";
        assert_eq!(of_package(text), text.replace("# c", "## c"));
    }

    #[test]
    fn a_chapter_of_the_package_has_the_title_of_the_contents() {
        let contents = "- [Logs](../../runtime/docs/logs.md)\n- [Steps](steps.md)\n";
        assert_eq!(titles(contents), BTreeMap::from([("logs.md", "Logs")]));
        assert_eq!(
            of_guide("[l](../../runtime/docs/logs.md#a), [`e`](../../examples/e)."),
            "[l](chapters/logs.md#a), `e`."
        );
    }
}
