//! The product's markup and files.
//!
//! Plain `format!` is the template engine here; what a visitor has typed
//! goes through [`escape`].

use axum::http::header::CONTENT_TYPE;
use axum::response::IntoResponse;
use docent::{Html, escape};

use crate::projects::{Activity, Project, SaveError, Workspace};

/// The document around the live part.
pub(crate) fn document(page: docent::page::Page) -> Html {
    let head = page.head();
    let body = page.body();
    Html::from(format!(
        r##"<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>Dashboard · Canopy</title>
<link rel="icon" href="/icon.svg" type="image/svg+xml">
<link rel="stylesheet" href="/style.css">
{head}
</head>
<body>
{body}
</body>
</html>
"##
    ))
}

pub(crate) async fn stylesheet() -> impl IntoResponse {
    (
        [(CONTENT_TYPE, "text/css; charset=utf-8")],
        include_str!("../style.css"),
    )
}

pub(crate) async fn icon() -> impl IntoResponse {
    (
        [(CONTENT_TYPE, "image/svg+xml")],
        include_str!("../icon.svg"),
    )
}

/// The live part: everything that a handler may change.
pub(crate) fn dashboard(workspace: &Workspace, refusal: Option<SaveError>) -> Html {
    let summary = summary(workspace);
    let projects = project_list(workspace);
    let form = project_form(workspace.draft(), refusal);
    let activities: String = workspace.activities().map(activity).collect();
    Html::from(format!(
        r##"<div class="app">
<header class="bar">
  <a class="brand" href="/"><img src="/icon.svg" alt="" width="28" height="28">Canopy</a>
  <nav class="nav" aria-label="Main">
    <a id="nav-dashboard" href="#dashboard" aria-current="page">Dashboard</a>
    <a href="#projects">Projects</a>
    <a href="#activity">Activity</a>
  </nav>
  <div class="tour">
    <button type="button" class="button" dj-click="start_tutorial">Take the tour</button>
    <button type="button" class="button quiet" dj-click="restart_tutorial">Start over</button>
  </div>
</header>
<main class="content" id="dashboard">
  <div class="heading">
    <div>
      <h1>Dashboard</h1>
      <p class="muted">{summary}</p>
    </div>
    <button type="button" class="button primary" id="btn-new-project" dj-click="create_project">New project</button>
  </div>
  <div class="columns">
    <section class="card" id="projects" aria-labelledby="projects-title">
      <h2 id="projects-title">Projects</h2>
      <ul class="rows">{projects}</ul>
    </section>
    <div class="stack">
      <section class="card" aria-labelledby="form-title">
        <h2 id="form-title">Project details</h2>
        {form}
      </section>
      <section class="card" id="activity" aria-labelledby="activity-title">
        <h2 id="activity-title">Activity</h2>
        <ol class="activities">{activities}</ol>
      </section>
    </div>
  </div>
</main>
</div>"##
    ))
}

fn summary(workspace: &Workspace) -> String {
    let saved = match workspace.projects().len() {
        1 => "1 project".to_owned(),
        count => format!("{count} projects"),
    };
    match workspace.draft() {
        Some(_) => format!("{saved}, 1 draft"),
        None => saved,
    }
}

fn project_list(workspace: &Workspace) -> String {
    let draft = workspace.draft().map(|title| {
        let title = match title.trim() {
            "" => "Untitled project",
            title => title,
        };
        row("project-draft", title, "draft", "Draft")
    });
    let saved = workspace
        .projects()
        .map(|Project { id, title }| row(&format!("project-{id}"), title, "saved", "Active"));
    draft.into_iter().chain(saved).collect()
}

/// One line of the project list; `state` is its badge's class and `badge` its text.
fn row(id: &str, title: &str, state: &str, badge: &str) -> String {
    format!(
        r#"<li id="{id}"><span class="title">{}</span><span class="badge {state}">{badge}</span></li>"#,
        escape(title)
    )
}

fn project_form(draft: Option<&str>, refusal: Option<SaveError>) -> String {
    let title = escape(draft.unwrap_or_default());
    let (invalid, message) = match refusal {
        Some(error) => (
            r#" aria-invalid="true" aria-describedby="title-error""#,
            format!(r#"<p class="error" id="title-error" role="alert">{error}</p>"#),
        ),
        None => ("", String::new()),
    };
    format!(
        r#"<form id="project-form" dj-submit="form_saved">
          <label for="project-title">Title</label>
          <input id="project-title" name="title" dj-input="form_input_title" value="{title}" autocomplete="off"{invalid}>
          {message}
          <button type="submit" class="button primary" id="btn-save">Save project</button>
        </form>"#
    )
}

fn activity(activity: &Activity) -> String {
    let (what, title) = match activity {
        Activity::Joined => ("You joined Canopy", None),
        Activity::Started => ("You started a project", None),
        Activity::Titled(title) => ("You named the draft", Some(title)),
        Activity::Saved(title) => ("You saved", Some(title)),
    };
    match title {
        Some(title) => format!("<li>{what} <strong>{}</strong></li>", escape(title.trim())),
        None => format!("<li>{what}</li>"),
    }
}
