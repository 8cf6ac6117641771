//! One page of htmx, with the same tour of five steps twice: `/docent` has docent's, which is
//! `tour.rs`, and `/driver` has one of driver.js, which is `driver_tour.js` in the folder of
//! the browser tests. With `?renamed` the button of the second step has another id.
//!
//! The folder `SCRIPTS` has htmx, driver.js and its tour.

mod tour;

use std::path::PathBuf;
use std::{env, io};

use axum::Router;
use axum::extract::{Form, Path, RawQuery};
use axum::http::header::CONTENT_TYPE;
use axum::http::{HeaderName, StatusCode};
use axum::response::{Html, IntoResponse, Response};
use axum::routing::{get, post};
use docent::{Docent, Visitor};
use serde::Deserialize;
use tokio::net::TcpListener;

use crate::tour::{Onboarding, ProjectCreated};

#[tokio::main]
async fn main() -> io::Result<()> {
    let port = env::var("PORT").unwrap_or_else(|_| "0".to_owned());
    let listener = TcpListener::bind(format!("127.0.0.1:{port}")).await?;
    let app = Router::new()
        .route("/docent", get(|query| page(WITH_DOCENT, query)))
        .route("/driver", get(|query| page(WITH_DRIVER, query)))
        .route("/toolbar", get(|| async { Html(TOOLBAR) }))
        .route("/form", get(|| async { Html(FORM) }))
        .route("/projects", post(create_project))
        .route("/script/{name}", get(script))
        .route("/favicon.ico", get(|| async { StatusCode::NO_CONTENT }))
        .route("/tour", docent::attach(Onboarding::default))
        .merge(docent::assets());
    println!("http://{}", listener.local_addr()?);
    Docent::builder().build().serve(listener, app).await
}

const WITH_DOCENT: &str =
    r#"<script src="/docent/docent-attach.js" data-docent="/tour" defer></script>"#;

const WITH_DRIVER: &str = r#"<link rel="stylesheet" href="/script/driver.css">
<script src="/script/driver.js.iife.js" defer></script>
<script src="/script/driver_tour.js" defer></script>"#;

const TOOLBAR: &str = r##"<p id="toolbar"><button id="new-project" hx-get="/form" hx-target="#panel">New project</button></p>"##;

const FORM: &str = r##"<form id="project-form" hx-post="/projects" hx-target="#projects" hx-swap="beforeend">
<label>Title <input name="title"></label> <button id="save">Save</button> <span id="problem" role="alert"></span></form>"##;

async fn page(tour: &'static str, RawQuery(query): RawQuery) -> Html<String> {
    let toolbar = match query.as_deref() {
        Some("renamed") => TOOLBAR.replace("new-project", "create-project"),
        _ => TOOLBAR.to_owned(),
    };
    let start = match tour {
        WITH_DOCENT => r#"<button id="start" data-docent-start>Show me around</button>"#,
        _ => r#"<button id="start">Show me around</button>"#,
    };
    Html(format!(
        r##"<!doctype html>
<html lang="en">
<meta charset="utf-8">
<title>Projects</title>
<script src="/script/htmx.min.js" defer></script>
{tour}
<nav id="nav">Projects</nav>
{start} <button id="again" hx-get="/toolbar" hx-target="#toolbar" hx-swap="outerHTML">Fetch again</button>
{toolbar}
<div id="panel"></div>
<ul id="projects"></ul>
</html>"##
    ))
}

#[derive(Deserialize)]
struct NewProject {
    title: String,
}

async fn create_project(
    docent: Docent,
    visitor: Visitor,
    Form(NewProject { title }): Form<NewProject>,
) -> Response {
    if title.contains("taken") {
        let problem: [(HeaderName, &str); 2] = [
            (HeaderName::from_static("hx-retarget"), "#problem"),
            (HeaderName::from_static("hx-reswap"), "innerHTML"),
        ];
        return (StatusCode::UNPROCESSABLE_ENTITY, problem, "There is one.").into_response();
    }
    docent.visitor(&visitor).emit(ProjectCreated);
    let title = title.replace('&', "&amp;").replace('<', "&lt;");
    Html(format!(r#"<li class="project">{title}</li>"#)).into_response()
}

/// A file of the folder that the test has filled.
async fn script(Path(name): Path<String>) -> Result<Response, StatusCode> {
    let folder = env::var_os("SCRIPTS").ok_or(StatusCode::NOT_FOUND)?;
    let is_name = |c: char| c.is_ascii_alphanumeric() || c == '.' || c == '_';
    if !name.chars().all(is_name) {
        return Err(StatusCode::NOT_FOUND);
    }
    let kind = if name.ends_with(".css") {
        "text/css"
    } else {
        "text/javascript"
    };
    let file =
        std::fs::read(PathBuf::from(folder).join(name)).map_err(|_| StatusCode::NOT_FOUND)?;
    Ok(([(CONTENT_TYPE, kind)], file).into_response())
}
