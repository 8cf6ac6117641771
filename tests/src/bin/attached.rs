//! An app whose pages docent does not render, for the browser tests of `docent::attach`:
//!
//! * `/` and `/more`: two pages of one tour, under the strictest policy that docent promises
//!   to work under; `/own` has a bubble of its own.
//! * `/static` is a file, and `/template` a page of askama.
//! * `/leave` has a form of the browser's own, and `/words` what the view was told of it.
//! * `/unreachable`, `/refused` and `/broken`: their tours' route is not there, or refuses.
//! * `/app/{name}`: a page whose elements are made by the script of that name in the
//!   folder `SCRIPTS`, without a policy; `/part` is a part of such a page.

use std::path::PathBuf;
use std::sync::{Arc, Mutex};
use std::{env, io};

use axum::Router;
use axum::extract::Path;
use axum::http::header::{CONTENT_SECURITY_POLICY, CONTENT_TYPE};
use axum::http::{HeaderName, StatusCode};
use axum::response::{Html as Document, IntoResponse, Response};
use axum::routing::get;
use docent::page::Labels;
use docent::prelude::*;
use docent::{AttachedView, Docent};
use tokio::net::TcpListener;

#[tokio::main]
async fn main() -> io::Result<()> {
    let port = env::var("PORT").unwrap_or_else(|_| "0".to_owned());
    let listener = TcpListener::bind(format!("127.0.0.1:{port}")).await?;
    let words = Words::default();
    let app = Router::new()
        .route("/", get(|| async { strict(FIRST, "/tours/onboarding") }))
        .route(
            "/more",
            get(|| async { strict(SECOND, "/tours/onboarding") }),
        )
        .route("/own", get(own))
        .route("/static", get(file))
        .route("/template", get(template))
        .route(
            "/leave",
            get(|| async { strict(LEAVING, "/tours/onboarding") }),
        )
        .route(
            "/words",
            get({
                let words = words.clone();
                || async move { words.lock().expect("no panic").join(" ") }
            }),
        )
        .route("/unreachable", get(|| async { strict(FIRST, "/nowhere") }))
        .route(
            "/refused",
            get(|| async { strict(FIRST, "/tours/refused") }),
        )
        .route("/broken", get(|| async { strict(FIRST, "/tours/broken") }))
        .route("/app/{name}", get(app_of))
        .route("/script/{name}", get(script))
        .route("/part", get(|| async { Document(PART) }))
        .route(
            "/tours/onboarding",
            docent::attach(move || Onboarding {
                words: words.clone(),
            }),
        )
        .route("/tours/refused", docent::attach(refuse::<401>))
        .route("/tours/broken", docent::attach(refuse::<500>))
        .route("/favicon.ico", get(|| async { StatusCode::NO_CONTENT }))
        .merge(docent::assets());
    println!("http://{}", listener.local_addr()?);
    Docent::builder()
        .tours_off_by_url(true)
        .build()
        .serve(listener, app)
        .await
}

/// What was typed and sent, in order.
type Words = Arc<Mutex<Vec<String>>>;

#[derive(Default)]
struct Onboarding {
    words: Words,
}

async fn refuse<const STATUS: u16>() -> Result<Onboarding, StatusCode> {
    Err(StatusCode::from_u16(STATUS).expect("a status"))
}

#[live_view(TutorialMixin, AttachedView)]
impl Onboarding {
    #[event_handler(on = "click #menu")]
    fn menu_opened(&mut self) {}

    #[event_handler]
    fn item_pressed(&mut self) -> Result<(), HandlerError> {
        Ok(())
    }

    #[event_handler(on = "submit #leaving")]
    fn left(&mut self, word: String) {
        self.words
            .lock()
            .expect("no panic")
            .push(format!("sent:{word}"));
    }

    #[event_handler(on = "input #word")]
    fn typed(&mut self, value: String) {
        self.words.lock().expect("no panic").push(value);
    }

    #[event_handler]
    fn read(&mut self, note: String) -> Result<(), HandlerError> {
        match note.as_str() {
            "" => Err(HandlerError::refused("Write a note first.")),
            _ => Ok(()),
        }
    }
}

tutorial! {
    <Onboarding>

    step menu {
        target: "#menu",
        message: "Open the menu.",
        wait_for: menu_opened,
    }
    step item {
        target: "#item",
        message: "Press the item.",
        wait_for: item_pressed,
    }
    step note {
        target: "#note",
        message: "Write a note, and send it.",
        wait_for: read,
    }
}

const FIRST: &str = r#"<button data-docent-start id="start">Show me around</button>
<p><button id="menu">Menu</button></p>
<p><button id="item" dj-click="item_pressed">Item</button></p>
<p><a id="next" href="/more">More</a></p>"#;

const SECOND: &str = r#"<p><a id="back" href="/">Back</a></p>
<form dj-submit="read"><input id="note" name="note"><button>Send</button></form>"#;

const LEAVING: &str =
    r#"<form id="leaving" action="/more"><input id="word" name="word"><button>Go</button></form>"#;

const PART: &str = r#"<div id="box"><button id="item" dj-click="item_pressed">Item</button></div>"#;

/// A page under the strictest policy.
fn strict(body: &str, route: &str) -> Response {
    let policy = "default-src 'none'; script-src 'self'; connect-src 'self'; style-src 'self'; \
                  img-src 'self'; require-trusted-types-for 'script'";
    let headers: [(HeaderName, &str); 1] = [(CONTENT_SECURITY_POLICY, policy)];
    (headers, document(body, "", route)).into_response()
}

fn document(body: &str, head: &str, route: &str) -> Document<String> {
    Document(format!(
        r#"<!doctype html><html lang="en"><title>An app</title>
<meta name="viewport" content="width=device-width, initial-scale=1">
<script src="/docent/docent-attach.js" data-docent="{route}" defer></script>{head}
<body>{body}</body></html>"#
    ))
}

/// A page as a web server gives it from a folder.
async fn file() -> Result<Document<String>, StatusCode> {
    let page = concat!(env!("CARGO_MANIFEST_DIR"), "/pages/attached.html");
    let page = std::fs::read_to_string(page).map_err(|_| StatusCode::NOT_FOUND)?;
    Ok(Document(page))
}

#[derive(askama::Template)]
#[template(path = "attached.html")]
struct Menu<'a> {
    items: &'a [&'a str],
}

async fn template() -> Result<Document<String>, StatusCode> {
    use askama::Template as _;
    let menu = Menu {
        items: &["item", "other"],
    };
    let page = menu
        .render()
        .map_err(|_| StatusCode::INTERNAL_SERVER_ERROR)?;
    Ok(Document(page))
}

async fn own() -> Response {
    let labels = Labels::default().skip("Weiter").close("Schließen");
    strict(
        &format!("{FIRST}{}", docent::bubble().labels(labels)),
        "/tours/onboarding",
    )
}

async fn app_of(Path(name): Path<String>) -> Document<String> {
    let script = format!(r#"<script type="module" src="/script/{name}.js"></script>"#);
    let start =
        r#"<button data-docent-start id="start">Show me around</button><div id="app"></div>"#;
    document(start, &script, "/tours/onboarding")
}

/// A script of the folder that the test has built.
async fn script(Path(name): Path<String>) -> Result<Response, StatusCode> {
    let folder = env::var_os("SCRIPTS").ok_or(StatusCode::NOT_FOUND)?;
    let is_name = |c: char| c.is_ascii_alphanumeric() || c == '.';
    if !name.chars().all(is_name) {
        return Err(StatusCode::NOT_FOUND);
    }
    let script = std::fs::read(PathBuf::from(folder).join(name));
    let script = script.map_err(|_| StatusCode::NOT_FOUND)?;
    Ok(([(CONTENT_TYPE, "text/javascript")], script).into_response())
}
