//! An app for the browser tests of cookies, behind a proxy of the test's own: a page
//! that shows its visitor and has a tour, at `/plain` and for frames at `/embedded`, and
//! a page around another one, at `/around?url=…`.
//!
//! With `ONLY_FOR_TOURS=on` a browser gets the cookie when the tour begins.

use std::{env, io};

use axum::Router;
use axum::extract::Query;
use axum::http::StatusCode;
use axum::response::Html as Page;
use axum::routing::get;
use docent::config::{TrustedProxies, VisitorCookie};
use docent::prelude::*;
use docent::{Docent, Visitor};
use serde::Deserialize;
use tokio::net::TcpListener;

#[tokio::main]
async fn main() -> io::Result<()> {
    let port = env::var("PORT").unwrap_or_else(|_| "0".to_owned());
    let listener = TcpListener::bind(format!("127.0.0.1:{port}")).await?;
    let app = Router::new()
        .route("/plain", docent::live(visit))
        .route("/embedded", docent::route(visit).embedded().live())
        .route("/around", get(around))
        .route("/favicon.ico", get(|| async { StatusCode::NO_CONTENT }))
        .merge(docent::assets());
    println!("http://{}", listener.local_addr()?);
    let only_for_tours = env::var("ONLY_FOR_TOURS").is_ok_and(|wish| wish == "on");
    Docent::builder()
        .cookie(VisitorCookie::new().only_for_tours(only_for_tours))
        .trusted_proxies(TrustedProxies::new(["127.0.0.1"]))
        .build()
        .serve(listener, app)
        .await
}

#[derive(Deserialize)]
struct Around {
    url: String,
}

async fn around(Query(Around { url }): Query<Around>) -> Page<String> {
    let url = docent::escape(&url);
    Page(format!(
        "<iframe src=\"{url}\" width=600 height=400></iframe>"
    ))
}

struct Visit {
    visitor: Visitor,
    pressed: u32,
}

async fn visit(visitor: Visitor) -> Visit {
    Visit {
        visitor,
        pressed: 0,
    }
}

#[live_view(TutorialMixin, LiveView)]
impl Visit {
    #[event_handler]
    fn press(&mut self) {
        self.pressed += 1;
    }
}

impl View for Visit {
    fn render(&self) -> Html {
        Html::from(format!(
            "<p id=\"visitor\">{}</p><p id=\"pressed\">{} pressed</p>\
             <button id=\"press\" dj-click=\"press\">Press</button>\
             <button id=\"start\" dj-click=\"start_tutorial\">Take the tour</button>",
            self.visitor.id(),
            self.pressed
        ))
    }
}

tutorial! {
    <Visit>

    step {
        target: "#press",
        message: "Press this.",
        wait_for: press,
    }
    step {
        target: "#pressed",
        message: "Press it again.",
        wait_for: press,
    }
    step {
        target: "#visitor",
        message: "That was all.",
        wait_for: press,
    }
}
