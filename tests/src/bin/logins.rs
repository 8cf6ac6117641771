//! An app with logins, for the browser tests: `/sign-in/{user}` begins one and leads
//! to the person's `/account`, which only they may see; `/sign-out` ends it.

use std::{env, io};

use axum::Router;
use axum::extract::Path;
use axum::http::StatusCode;
use axum::response::{Html as Page, Redirect};
use axum::routing::get;
use docent::Docent;
use docent::prelude::*;
use tokio::net::TcpListener;
use tower_sessions::{MemoryStore, Session, SessionManagerLayer};

#[tokio::main]
async fn main() -> io::Result<()> {
    let port = env::var("PORT").unwrap_or_else(|_| "0".to_owned());
    let listener = TcpListener::bind(format!("127.0.0.1:{port}")).await?;
    let app = Router::new()
        .route("/account", docent::live(account))
        .route("/sign-in/{user}", get(sign_in))
        .route("/sign-out", get(sign_out))
        .route("/login", get(|| async { Page("<h1>Please sign in</h1>") }))
        .route("/favicon.ico", get(|| async { StatusCode::NO_CONTENT }))
        .merge(docent::assets())
        .layer(SessionManagerLayer::new(MemoryStore::default()).with_secure(false));
    println!("http://{}", listener.local_addr()?);
    let docent = Docent::builder().identify(user).build();
    docent.serve(listener, app).await
}

struct Account {
    user: String,
}

#[live_view(LiveView)]
impl Account {}

impl View for Account {
    fn render(&self) -> Html {
        let user = docent::escape(&self.user);
        Html::from(format!("<h1>{user}</h1><input name=\"note\">"))
    }
}

async fn user(session: Session) -> Option<String> {
    session.get("user").await.ok().flatten()
}

async fn account(session: Session) -> Result<Account, Redirect> {
    match user(session).await {
        Some(user) => Ok(Account { user }),
        None => Err(Redirect::to("/login")),
    }
}

async fn sign_in(session: Session, Path(user): Path<String>) -> Result<Redirect, StatusCode> {
    match session.insert("user", user).await {
        Ok(()) => Ok(Redirect::to("/account")),
        Err(_) => Err(StatusCode::INTERNAL_SERVER_ERROR),
    }
}

async fn sign_out(session: Session, docent: Docent) -> StatusCode {
    let user = user(session.clone()).await.unwrap_or_default();
    if session.flush().await.is_err() {
        return StatusCode::INTERNAL_SERVER_ERROR;
    }
    docent.user(&user).disconnect("signed out");
    StatusCode::NO_CONTENT
}
