//! The app's pages.

use axum::response::Html;
use docent::escape;

/// The layout of all of them.
fn layout(title: &str, content: &str) -> Html<String> {
    Html(format!(
        r#"<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>{title}</title>
<link rel="icon" href="data:,">
<link rel="stylesheet" href="/style.css">
<script src="/docent/docent-attach.js" data-docent="/tour" defer></script>
</head>
<body>
<header><a href="/">Projects</a><button data-docent-start>Take the tour</button></header>
<main>{content}</main>
</body>
</html>
"#
    ))
}

pub(crate) fn login() -> Html<String> {
    layout(
        "Sign in",
        r#"<h1>Sign in</h1>
<form method="post" action="/login"><label>Your name <input name="name" required></label><button>Sign in</button></form>"#,
    )
}

pub(crate) fn dashboard(user: &str, projects: &[String]) -> Html<String> {
    let list: String = projects
        .iter()
        .enumerate()
        .map(|(id, title)| format!(r#"<li><a href="/projects/{id}">{}</a></li>"#, escape(title)))
        .collect();
    let list = if projects.is_empty() {
        "<li>None yet</li>"
    } else {
        &list
    };
    let user = escape(user);
    layout(
        "Projects",
        &format!(
            r#"<h1>Projects of {user}</h1>
<ul id="projects">{list}</ul>
<a id="new-project" class="button" href="/projects/new">New project</a>"#
        ),
    )
}

pub(crate) fn new_project(problem: Option<&str>) -> Html<String> {
    let problem = problem.map_or_else(String::new, |problem| {
        format!(r#"<p role="alert">{problem}</p>"#)
    });
    layout(
        "New project",
        &format!(
            r#"<h1>New project</h1>{problem}
<form id="project-form" method="post" action="/projects"><label>Title <input name="title"></label><button>Create</button></form>"#
        ),
    )
}

pub(crate) fn project(title: &str) -> Html<String> {
    let title = escape(title);
    layout(
        "A project",
        &format!(r#"<h1 id="project-title">{title}</h1><p>Nothing is in it yet.</p>"#),
    )
}
