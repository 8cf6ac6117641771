//! The page of a step: its path, where that is, and what is done elsewhere.

use super::checked::Checked;
use super::fault::{Fault, Faults, Part, Path, Rule};
use super::fields::Resolved;
use super::names::Field;
use super::{Elsewhere, Form, Scope, Step, Value};

/// Checks which of `page`, `href` and `elsewhere` are given.
pub(super) fn check_fields(
    at: usize,
    step: &Step,
    resolved: &Resolved,
    scope: &Scope,
    faults: &mut Faults,
) {
    let path = |entry: usize, part| {
        let name = &step.entries[entry].name;
        Path::of_step(at).at_entry(entry, name, part)
    };
    // What could not be identified may have been meant for what is missing.
    if resolved.has_unidentified() {
        return;
    }
    let Some(page) = resolved.get(Field::Page) else {
        for field in [Field::Href, Field::Elsewhere] {
            let Some(entry) = resolved.get(field) else {
                continue;
            };
            let name = field.name();
            faults.push(Fault::new(
                Rule::WithoutPage,
                path(entry, Part::Name),
                format!("`{name}` has no effect without `page`: the step is shown on every page"),
                format!("add `page: \"/projects\"`, or remove `{name}`"),
            ));
        }
        return;
    };
    let Value::Text(pattern) = &step.entries[page].value else {
        return;
    };
    let leads_there = match resolved.get(Field::Elsewhere) {
        None => true,
        Some(entry) => match &step.entries[entry].value {
            Value::Text(word) | Value::Written(word) => {
                let policy = Elsewhere::from_name(word);
                matches!(policy, Some(Elsewhere::Link | Elsewhere::Go))
            }
            // It is reported already.
            _ => false,
        },
    };
    let is_open = pattern.contains('{') && fault_of(pattern).is_none();
    if leads_there && is_open && resolved.get(Field::Href).is_none() {
        faults.push(Fault::new(
            Rule::MissingHref,
            path(page, Part::Value),
            "this `page` has parameters, so a link to it needs a `href`",
            match scope.form {
                Form::Source => {
                    "add `href: |view| …`, or write `elsewhere: wait` for a step without a link"
                }
                Form::Data => {
                    "add the `href` of one such page, or write `elsewhere: wait` for a step without a link"
                }
            },
        ));
    }
}

/// Checks a `page`.
pub(super) fn pattern(checked: &mut Checked<'_, '_>) {
    let Some(pattern) = checked.text() else {
        return;
    };
    if let Some((problem, remedy)) = fault_of(pattern) {
        checked.fault(Rule::PagePattern, problem, remedy);
    }
}

/// What is wrong with a path pattern, and what to write.
fn fault_of(pattern: &str) -> Option<(String, String)> {
    const EXAMPLE: &str = "write the path of the page: `page: \"/projects\"`";
    let fault = |problem: &str, remedy: String| Some((problem.to_owned(), remedy));
    // The path that is probably meant, unless it has a fault as well.
    let suggestion = |path: String, note: &str| {
        let path = encoded_path(&path);
        match fault_of(&path) {
            None => format!("write `page: {path:?}`{note}"),
            Some(_) => format!("{EXAMPLE}{note}"),
        }
    };
    if pattern.contains("://") || pattern.starts_with("//") {
        return fault(
            "a `page` is a path of this site, not a URL",
            EXAMPLE.to_owned(),
        );
    }
    if !pattern.starts_with('/') {
        let is_plain = !pattern.is_empty() && !pattern.contains(char::is_whitespace);
        let path = pattern.split(['?', '#']).next().unwrap_or_default();
        let remedy = match is_plain {
            true => suggestion(format!("/{path}"), ""),
            false => EXAMPLE.to_owned(),
        };
        return fault("a `page` begins with `/`", remedy);
    }
    if let Some(at) = pattern.find(['?', '#']) {
        return fault(
            "a `page` is a path, without a query or a fragment",
            suggestion(pattern[..at].to_owned(), "; a `href` may have them"),
        );
    }
    let segments: Vec<&str> = pattern[1..].split('/').collect();
    let mut each = segments.iter().enumerate();
    each.find_map(|(at, segment)| fault_in(segment, at + 1 == segments.len()))
        .or_else(|| {
            let encoded = encoded_path(pattern);
            (encoded != pattern).then(|| {
                (
                    "a URL has this path encoded, so the step would never be shown".to_owned(),
                    format!("write `page: {encoded:?}`"),
                )
            })
        })
}

/// A path as a browser writes it in a URL, but for its parameters.
fn encoded_path(path: &str) -> String {
    let segments: Vec<_> = path.split('/').map(encoded).collect();
    segments.join("/")
}

/// A segment as a browser writes it in a URL; a parameter as it is.
fn encoded(segment: &str) -> String {
    if segment.starts_with('{') {
        return segment.to_owned();
    }
    let mut encoded = String::with_capacity(segment.len());
    for c in segment.chars() {
        // A path has neither braces, `?` nor `#` here, and a browser reads `\` as `/`.
        if c.is_ascii_graphic() && !matches!(c, '"' | '<' | '>' | '`' | '\\') {
            encoded.push(c);
        } else {
            let mut bytes = [0; 4];
            for byte in c.encode_utf8(&mut bytes).bytes() {
                encoded.push_str(&format!("%{byte:02X}"));
            }
        }
    }
    encoded
}

/// What is wrong with one segment of a pattern.
fn fault_in(segment: &str, is_last: bool) -> Option<(String, String)> {
    const PARAMETERS: &str =
        "write `{id}` for one segment of the path, or `{*rest}` for all that follow";
    if !segment.contains(['{', '}']) {
        let name = segment.strip_prefix(':').filter(|name| !name.is_empty())?;
        return Some((
            format!("`{segment}` matches itself alone"),
            format!("write `{{{name}}}` for any segment, as in a route of axum"),
        ));
    }
    let inside = segment
        .strip_prefix('{')
        .and_then(|rest| rest.strip_suffix('}'))
        .filter(|inside| !inside.contains(['{', '}']));
    let Some(inside) = inside else {
        return Some((
            format!("`{segment}` is not a parameter: one takes a whole segment of the path"),
            PARAMETERS.to_owned(),
        ));
    };
    if inside.trim_start_matches('*').trim().is_empty() {
        return Some((
            format!("the parameter `{segment}` has no name"),
            PARAMETERS.to_owned(),
        ));
    }
    (inside.starts_with('*') && !is_last).then(|| {
        (
            format!("nothing can follow `{segment}`, which takes the rest of the path"),
            PARAMETERS.to_owned(),
        )
    })
}

/// Checks a `href` that is a string.
pub(super) fn href(checked: &mut Checked<'_, '_>) {
    let Some(href) = checked.text() else {
        return;
    };
    // Browsers read `\` as `/`, and leave out what is no character of a URL.
    let is_own = href.starts_with('/') && !href[1..].starts_with(['/', '\\']);
    let is_plain = !href.contains(|c: char| c.is_ascii_control());
    if !is_own || !is_plain {
        checked.fault(
            Rule::Href,
            "a `href` is a path of this site, which begins with one `/`",
            "write `href: \"/projects/1\"`",
        );
    } else if href.contains(['{', '}']) {
        checked.fault(
            Rule::Href,
            "a `href` leads to one page, so it has no parameters",
            "write the whole path; in `tutorial!` a closure can make it: `href: |view| …`",
        );
    }
}

/// Whether a path is of the pattern: `{id}` is one segment of it, and `{*rest}` all
/// that follow, at least one character. Of a pattern with faults nothing is promised.
///
/// Both are compared as they are, as axum compares routes: what is encoded in a URL is
/// encoded in the pattern. Of the app's other routes nothing is known: `/projects/{id}` is
/// also `/projects/new`, which axum gives to a route of that path.
///
/// ```
/// use docent_check::tour::page_matches;
///
/// assert!(page_matches("/projects/{id}", "/projects/7"));
/// assert!(!page_matches("/projects/{id}", "/projects/7/edit"));
/// assert!(page_matches("/docs/{*rest}", "/docs/a/b"));
/// ```
#[must_use]
pub fn matches(pattern: &str, path: &str) -> bool {
    let mut rest = Some(path);
    for segment in pattern.split('/') {
        let Some(left) = rest else { return false };
        if segment.starts_with("{*") {
            return !left.is_empty();
        }
        let (found, after) = match left.split_once('/') {
            Some((found, after)) => (found, Some(after)),
            None => (left, None),
        };
        let fits = match segment.starts_with('{') {
            true => !found.is_empty(),
            false => segment == found,
        };
        if !fits {
            return false;
        }
        rest = after;
    }
    rest.is_none()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_pattern_matches_as_one_route_of_axum_does() {
        for (pattern, path, expected) in [
            ("/", "/", true),
            ("/", "/a", false),
            ("/a", "/a", true),
            ("/a", "/a/", false),
            ("/a/", "/a/", true),
            ("/a", "/A", false),
            ("/a/{id}", "/a/1", true),
            ("/a/{id}", "/a/new", true),
            ("/a/{id}", "/a/", false),
            ("/a/{id}", "/a", false),
            ("/a/{id}", "/a/1/2", false),
            ("/a/{id}/b", "/a/1/b", true),
            ("/a/{id}/b", "/a/1/c", false),
            ("/{a}/{b}", "/1/2", true),
            ("/a/{*rest}", "/a/1/2", true),
            ("/a/{*rest}", "/a/1", true),
            ("/a/{*rest}", "/a/", false),
            ("/a/{*rest}", "/a", false),
            ("/{*rest}", "/", false),
            ("/{*rest}", "/a", true),
            ("/a", "", false),
            ("/{id}", "", false),
            ("/ü", "/%C3%BC", false),
            ("/%C3%BC", "/%C3%BC", true),
        ] {
            assert_eq!(matches(pattern, path), expected, "{pattern} {path}");
        }
    }

    #[test]
    fn a_pattern_is_a_path_with_whole_segments_as_parameters() {
        for pattern in [
            "/",
            "/a",
            "/a/",
            "/{id}",
            "/a/{id}/b",
            "/{*rest}",
            "/a/{*r}",
            "/{größe}",
            "/%C3%BC/a%20b",
            "/~a/b.c;d=1,2/(e)*!$&'+:@[|]^",
        ] {
            assert_eq!(fault_of(pattern), None, "{pattern}");
        }
        for pattern in [
            "",
            "a",
            "a/b",
            " /a",
            "//a",
            "https://a.example/b",
            "/a?b",
            "/a#b",
            "/{}",
            "/{*}",
            "/{ }",
            "/{id",
            "/id}",
            "/a{id}",
            "/{id}a",
            "/{{id}}",
            "/{a}{b}",
            "/{*rest}/a",
            "/:id",
        ] {
            assert!(fault_of(pattern).is_some(), "{pattern}");
        }
    }

    #[test]
    fn a_suggested_page_is_a_literal_of_a_good_one() {
        for (pattern, suggested) in [
            ("a/b", r#""/a/b""#),
            ("a/\"b\"", r#""/a/%22b%22""#),
            ("a\\b", r#""/a%5Cb""#),
            ("/a\"b?c=1", r#""/a%22b""#),
            ("/my page#top", r#""/my%20page""#),
            ("a?b", r#""/a""#),
            // Not what can be made a path.
            ("a{id}", r#""/projects""#),
            ("/a{id}?b", r#""/projects""#),
            (":id", r#""/projects""#),
        ] {
            let (_, remedy) = fault_of(pattern).expect(pattern);
            let begins = format!("write `page: {suggested}`");
            let begins = match suggested {
                r#""/projects""# => "write the path of the page: `page: \"/projects\"`".to_owned(),
                _ => begins,
            };
            assert!(remedy.starts_with(&begins), "{pattern}: {remedy}");
        }
    }

    #[test]
    fn a_path_that_a_url_has_encoded_comes_encoded() {
        for (pattern, encoded) in [
            ("/über", "/%C3%BCber"),
            ("/my page/{id}", "/my%20page/{id}"),
            ("/a/\"<b>`\\/{*rest}", "/a/%22%3Cb%3E%60%5C/{*rest}"),
            ("/ü/%C3%BC", "/%C3%BC/%C3%BC"),
        ] {
            let (_, remedy) = fault_of(pattern).expect(pattern);
            assert_eq!(remedy, format!("write `page: \"{encoded}\"`"));
            assert_eq!(fault_of(encoded), None, "{encoded}");
        }
    }
}
