//! An ordinary app of forms and redirects, with a login and three pages, to which a tour was
//! added. What was added is in `tour.rs`, and two lines in the app: see the example's README.

mod pages;
mod projects;
#[cfg(test)]
mod tests;
mod tour;

use axum::Router;
use axum::extract::{Form, Path, State};
use axum::http::StatusCode;
use axum::http::header::CONTENT_TYPE;
use axum::response::{Html, Redirect};
use axum::routing::{get, post};
use docent::Docent;
use serde::Deserialize;
use tower_sessions::{MemoryStore, Session, SessionManagerLayer};

pub use crate::projects::Projects;
use crate::tour::ProjectCreated;

/// The app, with its tour and docent's files.
pub fn app() -> Router {
    let style = || async { ([(CONTENT_TYPE, "text/css")], include_str!("../style.css")) };
    Router::new()
        .route("/", get(dashboard))
        .route("/projects/new", get(new_project))
        .route("/projects", post(create_project))
        .route("/projects/{id}", get(project))
        .route("/login", get(login).post(sign_in))
        .route("/style.css", get(style))
        .route("/tour", docent::attach(tour::mount))
        .merge(docent::assets())
        .with_state(Projects::default())
        .layer(SessionManagerLayer::new(MemoryStore::default()).with_secure(false))
}

/// Who is signed in.
pub async fn user(session: Session) -> Option<String> {
    session.get("user").await.ok().flatten()
}

/// The same for a page that nobody else may see.
async fn signed_in(session: Session) -> Result<String, Redirect> {
    user(session).await.ok_or_else(|| Redirect::to("/login"))
}

#[derive(Deserialize)]
struct Login {
    name: String,
}

async fn login() -> Html<String> {
    pages::login()
}

async fn sign_in(
    session: Session,
    Form(Login { name }): Form<Login>,
) -> Result<Redirect, StatusCode> {
    match session.insert("user", name).await {
        Ok(()) => Ok(Redirect::to("/")),
        Err(_) => Err(StatusCode::INTERNAL_SERVER_ERROR),
    }
}

async fn dashboard(
    session: Session,
    State(projects): State<Projects>,
) -> Result<Html<String>, Redirect> {
    let user = signed_in(session).await?;
    Ok(pages::dashboard(&user, &projects.of(&user)))
}

async fn new_project(session: Session) -> Result<Html<String>, Redirect> {
    signed_in(session).await?;
    Ok(pages::new_project(None))
}

#[derive(Deserialize)]
struct NewProject {
    title: String,
}

/// Creates a project, or shows the form again with what is wrong.
async fn create_project(
    session: Session,
    docent: Docent,
    State(projects): State<Projects>,
    Form(NewProject { title }): Form<NewProject>,
) -> Result<Redirect, Result<Html<String>, Redirect>> {
    let user = signed_in(session).await.map_err(Err)?;
    if title.trim().is_empty() {
        return Err(Ok(pages::new_project(Some("A project needs a title."))));
    }
    let id = projects.create(&user, title);
    docent.user(&user).emit(ProjectCreated);
    Ok(Redirect::to(&format!("/projects/{id}")))
}

async fn project(
    session: Session,
    State(projects): State<Projects>,
    Path(id): Path<usize>,
) -> Result<Html<String>, Result<StatusCode, Redirect>> {
    let user = signed_in(session).await.map_err(Err)?;
    let title = projects.of(&user).into_iter().nth(id);
    title
        .map(|title| pages::project(&title))
        .ok_or(Ok(StatusCode::NOT_FOUND))
}
