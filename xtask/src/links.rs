//! `cargo xtask links`: whether the relative links of the documentation lead somewhere.
//!
//! Of other sites nothing is asked, but those to docs.rs are compared with what `cargo doc` has
//! built. A link of a chapter of the crate's that begins with `crate::` is rustdoc's to check.

use std::collections::BTreeSet;
use std::fs;
use std::io;
use std::path::{Component, Path, PathBuf};

use crate::{Outcome, Subcommand, markdown, process};

pub(crate) const SUBCOMMAND: Subcommand = Subcommand {
    name: "links",
    arguments: "",
    summary: "check the relative links and anchors of the documentation",
    run: |_| check(),
};

/// Folders of what is made or fetched.
const NOT_OURS: [&str; 3] = [".git", "node_modules", "target"];

/// Where the crate's documentation will be, and where `cargo doc` puts it.
const REFERENCE: &str = "https://docs.rs/docent/latest/";
const BUILT: &str = "target/doc";

/// Checks those within the repository.
pub(crate) fn check() -> Outcome {
    check_with(lead)
}

/// Checks those to the crate's documentation, which has to be built.
pub(crate) fn check_reference() -> Outcome {
    check_with(|root, _, _, target| match target.strip_prefix(REFERENCE) {
        Some(item) => is_documented(&root.join(BUILT), item),
        None => Ok(()),
    })
}

/// Whether a link leads somewhere: given the root, the file, its text and the link.
type Lead = fn(&Path, &Path, &str, &str) -> Result<(), String>;

fn check_with(lead: Lead) -> Outcome {
    let root = process::root();
    let files = files()?;
    let mut broken = Vec::new();
    let mut links = 0;
    for file in &files {
        let text = fs::read_to_string(file)?;
        for (line, target) in targets(&text) {
            links += 1;
            if let Err(why) = lead(root, file, &text, target) {
                let file = file.strip_prefix(root)?.display();
                broken.push(format!("{file}:{line}: `{target}`: {why}"));
            }
        }
    }
    println!("{links} links in {} files", files.len());
    if broken.is_empty() {
        return Ok(());
    }
    Err(format!("links that lead nowhere:\n{}", broken.join("\n")).into())
}

/// The Markdown of the project. It is not git that is asked: sources may be checked without it.
fn files() -> io::Result<Vec<PathBuf>> {
    let mut files = Vec::new();
    add_files(process::root(), &mut files)?;
    files.sort();
    Ok(files)
}

fn add_files(folder: &Path, files: &mut Vec<PathBuf>) -> io::Result<()> {
    for entry in fs::read_dir(folder)? {
        let entry = entry?;
        let path = entry.path();
        if !entry.file_type()?.is_dir() {
            files.extend(Some(path).filter(|path| path.extension().is_some_and(|is| is == "md")));
        } else if !NOT_OURS.iter().any(|name| path.ends_with(name)) {
            add_files(&path, files)?;
        }
    }
    Ok(())
}

/// The lines that are text, with their numbers: without blocks of code.
fn prose(text: &str) -> impl Iterator<Item = (usize, &str)> {
    let prose = markdown::lines(text).filter(|(_, _, is_code)| !is_code);
    prose.map(|(number, line, _)| (number, line))
}

/// A line without what is between backticks.
fn uncoded(line: &str) -> String {
    line.split('`').step_by(2).collect::<Vec<_>>().join("`")
}

/// Where the links of a text lead, with the numbers of their lines.
fn targets(text: &str) -> Vec<(usize, &str)> {
    let mut found = Vec::new();
    for (number, line) in prose(text) {
        let inline = line.split("](").skip(1).filter_map(|rest| {
            // One pair of parentheses may be in it, as in `crate::live()`.
            let mut depth = 0;
            let end = rest.find(|c| {
                depth += i32::from(c == '(') - i32::from(c == ')');
                depth < 0
            })?;
            Some(&rest[..end])
        });
        let sources = ["src=\"", "srcset=\"", "href=\""].into_iter();
        let html = sources.flat_map(|attribute| {
            let is_html = line.trim_start().starts_with('<');
            let rest = line.split(attribute).skip(1).filter(move |_| is_html);
            rest.filter_map(|rest| rest.split('"').next())
        });
        let defined = line
            .strip_prefix('[')
            .and_then(|rest| rest.split_once("]: "))
            .map(|(_, target)| target.trim());
        let code = uncoded(line);
        let of_line = inline.chain(html).chain(defined);
        // What is shown as code is no link, but for the code in a link's text.
        found.extend(
            of_line
                .filter(|target| code.contains(target))
                .map(|target| (number, target)),
        );
    }
    found
}

fn lead(_: &Path, file: &Path, text: &str, target: &str) -> Result<(), String> {
    let of_rustdoc = ["crate::", "macro@", "mod@"];
    if target.contains("://") || of_rustdoc.iter().any(|start| target.starts_with(start)) {
        return Ok(());
    }
    let (path, anchor) = target.split_once('#').unwrap_or((target, ""));
    if path.is_empty() {
        return has_anchor(text, anchor);
    }
    let to = normal(&file.parent().unwrap_or(file).join(path));
    if !to.exists() {
        return Err("there is no such file".to_owned());
    }
    if anchor.is_empty() {
        return Ok(());
    }
    let other = fs::read_to_string(&to).map_err(|error| error.to_string())?;
    has_anchor(&other, anchor)
}

/// Whether the page of an item is there, with the place on it.
fn is_documented(built: &Path, item: &str) -> Result<(), String> {
    let (page, anchor) = item.split_once('#').unwrap_or((item, ""));
    let page = if page.ends_with('/') {
        format!("{page}index.html")
    } else {
        page.to_owned()
    };
    let text = fs::read_to_string(built.join(&page))
        .map_err(|error| format!("{BUILT}/{page}: {error}"))?;
    if anchor.is_empty() || text.contains(&format!("id=\"{anchor}\"")) {
        return Ok(());
    }
    Err("there is no such place on the item's page".to_owned())
}

/// The path without `..`.
fn normal(path: &Path) -> PathBuf {
    let mut normal = PathBuf::new();
    for part in path.components() {
        match part {
            Component::ParentDir => drop(normal.pop()),
            Component::CurDir => {}
            part => normal.push(part),
        }
    }
    normal
}

fn has_anchor(text: &str, anchor: &str) -> Result<(), String> {
    if anchors(text).contains(anchor) {
        return Ok(());
    }
    Err("there is no such heading".to_owned())
}

/// The names of a text's headings, as forges and mdbook make them.
fn anchors(text: &str) -> BTreeSet<String> {
    let mut anchors = BTreeSet::new();
    for (_, line) in prose(text) {
        let title = line.trim_start_matches('#');
        if title.len() == line.len() || !title.starts_with(' ') {
            continue;
        }
        let slug: String = title
            .trim()
            .to_lowercase()
            .chars()
            .filter(|c| c.is_alphanumeric() || matches!(c, ' ' | '-' | '_'))
            .map(|c| if c == ' ' { '-' } else { c })
            .collect();
        let numbered = (1..).map(|number| format!("{slug}-{number}"));
        let free = std::iter::once(slug.clone()).chain(numbered);
        let anchor = free.into_iter().find(|name| !anchors.contains(name));
        anchors.extend(anchor);
    }
    anchors
}

#[cfg(test)]
mod tests {
    use super::*;

    const TEXT: &str = "# What is the app's\n\n[a](b.md#c), `[d](e.md)` and [`f`](g.md).\n\
        See [`live`](crate::live()).\n```text\n[h](i.md)\n# no heading\n```\n\n\
        <img src=\"j.png\">\n[k]: l.md\n\n## Twice\n## Twice\n";

    #[test]
    fn links_in_code_are_none() {
        let targets = targets(TEXT);
        let found: Vec<_> = targets.iter().map(|(_, target)| *target).collect();
        let expected = ["b.md#c", "g.md", "crate::live()", "j.png", "l.md"];
        assert_eq!(found, expected);
        assert_eq!(targets[3].0, 10);
    }

    #[test]
    fn the_readme_of_each_folder_is_read() {
        let files = files().expect("a list");
        for name in ["README.md", "check/README.md", "runtime/docs/logs.md"] {
            assert!(files.contains(&process::root().join(name)), "{name}");
        }
        let is_ours = |path: &PathBuf| !path.iter().any(|part| part == "node_modules");
        assert!(files.iter().all(is_ours));
    }

    #[test]
    fn headings_are_named_as_on_a_forge() {
        let anchors: Vec<_> = anchors(TEXT).into_iter().collect();
        assert_eq!(anchors, ["twice", "twice-1", "what-is-the-apps"]);
    }

    #[test]
    fn a_link_to_an_item_that_is_not_documented_is_told() {
        let built = process::root().join("xtask/src");
        assert_eq!(is_documented(&built, "links.rs"), Ok(()));
        assert!(is_documented(&built, "struct.Gone.html").is_err());
        assert!(is_documented(&built, "links.rs#method.gone").is_err());
    }

    #[test]
    fn a_missing_file_or_heading_is_told() {
        let file = process::root().join("docs/src/glossary.md");
        let to = |target| lead(process::root(), &file, "# Here\n", target);
        assert_eq!(to("#here"), Ok(()));
        assert!(to("#there").is_err_and(|why| why.contains("heading")));
        assert_eq!(to("attributes.md#keys"), Ok(()));
        assert!(to("attributes.md#locks").is_err_and(|why| why.contains("heading")));
        assert!(to("../nowhere.md").is_err_and(|why| why.contains("file")));
        assert_eq!(to("https://docs.rs/axum"), Ok(()));
    }
}
