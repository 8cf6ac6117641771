//! A page with scripts of its own: commands, hooks, events and chains from them.
//!
//! `/early.js` is before docent's script and `/late.js` after it. What the page could not do
//! is listed on it. At `/first` there is an element with a hook from the start. Served under the strictest policy that docent promises to work under.

use std::{env, io};

use axum::Router;
use axum::http::header::{CONTENT_SECURITY_POLICY, CONTENT_TYPE};
use axum::http::{HeaderName, HeaderValue, StatusCode};
use axum::middleware::map_response;
use axum::response::Response;
use axum::routing::get;
use docent::Docent;
use docent::event::Value;
use docent::failure::PageFailure;
use docent::page::Page;
use docent::prelude::*;
use tokio::net::TcpListener;

#[tokio::main]
async fn main() -> io::Result<()> {
    let port = env::var("PORT").unwrap_or_else(|_| "0".to_owned());
    let listener = TcpListener::bind(format!("127.0.0.1:{port}")).await?;
    let app = Router::new()
        .route("/", docent::route(Board::default).layout(layout).live())
        .route("/first", docent::route(Board::first).layout(layout).live())
        .route("/early.js", get(|| script(EARLY)))
        .route("/late.js", get(|| script(LATE)))
        .route("/favicon.ico", get(|| async { StatusCode::NO_CONTENT }))
        .merge(docent::assets())
        .layer(map_response(forbid_inline_code));
    println!("http://{}", listener.local_addr()?);
    Docent::builder().build().serve(listener, app).await
}

async fn script(text: &'static str) -> ([(HeaderName, &'static str); 1], &'static str) {
    ([(CONTENT_TYPE, "text/javascript")], text)
}

async fn forbid_inline_code(mut response: Response) -> Response {
    response.headers_mut().insert(
        CONTENT_SECURITY_POLICY,
        HeaderValue::from_static(
            "default-src 'none'; script-src 'self'; connect-src 'self'; style-src 'self'; \
             img-src 'self'; require-trusted-types-for 'script'",
        ),
    );
    response
}

fn layout(page: Page) -> Html {
    Html::from(format!(
        r#"<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<title>Board</title>
<script src="/early.js"></script>
{}
<script src="/late.js" defer></script>
</head>
<body>
{}
<div dj-ignore><p dj-hook="Note" id="foreign">Markup of others</p></div>
</body>
</html>
"#,
        page.head(),
        page.body()
    ))
}

/// Runs before docent is there.
const EARLY: &str = r#"
window.told = [];
const note = (hook) => ({
  mounted: ({ element }) => told.push(`${hook} mounted ${element.id}`),
  updated: ({ element }) => told.push(`${hook} updated ${element.id} ${element.dataset.at ?? ""}`.trim()),
  removed: ({ element }) => told.push(`${hook} removed ${element.id} ${element.isConnected}`),
});
addEventListener("docent:ready", () => {
  docent.hook("Note", note("Note"));
  docent.command("mark", (detail, element) => told.push(`mark ${element.id} ${JSON.stringify(detail)}`));
});
"#;

/// Runs after docent's script, as most scripts do.
const LATE: &str = r#"
docent.hook("Chart", {
  mounted({ element, push }) {
    const canvas = document.createElement("canvas");
    element.append(canvas);
    element.addEventListener("click", () => push("picked", { bar: 3 }));
    element.addEventListener("chart:point", (event) => told.push(`point ${JSON.stringify(event.detail)}`));
  },
});
docent.hook("Broken", {
  mounted() { throw Error("a broken hook"); },
  updated() { throw Error("a broken hook"); },
});
docent.command("broken", () => { throw Error("a broken command"); });
"#;

/// A component whose element has a hook.
#[derive(Default)]
struct Tile {
    picked: u32,
}

#[live_view(LiveComponent)]
impl Tile {
    #[event_handler]
    fn picked(&mut self, bar: u32) {
        self.picked = bar;
    }
}

impl Component for Tile {
    fn render(&self) -> Html {
        Html::from(format!(
            r#"<div id="chart" dj-hook="Chart"></div><p id="picked">{}</p>"#,
            self.picked
        ))
    }
}

#[derive(Default)]
struct Board {
    at: u32,
    notes: Vec<u32>,
    has_chart: bool,
    hook: String,
    failures: Vec<String>,
    tile: Tile,
}

#[derive(Default)]
struct Failures;

impl Mixin<Board> for Failures {
    const NAME: &'static str = "Failures";

    fn page_failure(
        &mut self,
        board: &mut Board,
        _: &mut Context<'_, Board>,
        failure: &PageFailure,
    ) {
        if let PageFailure::Command {
            command,
            name,
            error,
            ..
        } = failure
        {
            let name = name.as_deref().unwrap_or_default();
            let (command, error) = (command.as_str(), error.as_str());
            board.failures.push(format!("{command} {name}: {error}"));
        }
    }
}

#[live_view(Failures, LiveView)]
impl Board {
    #[event_handler]
    fn show(&mut self, notes: Vec<u32>) {
        self.notes = notes;
    }

    #[event_handler]
    fn step(&mut self) {
        self.at += 1;
    }

    #[event_handler]
    fn idle(&mut self) {}

    #[event_handler]
    fn name(&mut self, hook: String) {
        self.hook = hook;
    }

    #[event_handler]
    fn draw(&mut self, cx: &mut Context<'_, Self>) {
        self.has_chart = true;
        let point = Value::map([("y", Value::from(7))]);
        cx.exec(Js::dispatch("chart:point").detail(point).to("#chart"));
    }

    #[event_handler]
    fn run(&mut self, command: String, cx: &mut Context<'_, Self>) {
        cx.exec(Js::custom(command, [("n", 1)]).to("h1, #count"));
    }

    #[event_handler]
    fn refuse(&mut self) -> Result<(), HandlerError> {
        Err(HandlerError::refused("not today"))
    }
}

impl Board {
    fn first() -> Self {
        let notes = vec![1];
        Self {
            notes,
            ..Self::default()
        }
    }
}

impl View for Board {
    fn component(&mut self, id: &str) -> Option<&mut dyn Component> {
        (id == "tile").then_some(&mut self.tile as &mut dyn Component)
    }

    fn render(&self) -> Html {
        let notes: String = (self.notes.iter())
            .map(|note| {
                let at = self.at;
                format!(
                    r#"<li id="note-{note}" dj-hook="Note" data-at="{at}"><b>Note {note}</b></li>"#
                )
            })
            .collect();
        let hook = match &*self.hook {
            "" => String::new(),
            name => format!(
                r#"<p id="named" dj-hook="{}">Named {}</p>"#,
                docent::escape(name),
                self.at
            ),
        };
        let chart = match self.has_chart {
            true => docent::component("tile", &self.tile),
            false => Html::default(),
        };
        Html::from(format!(
            r#"<main><h1 id="title">Board</h1><p id="count">{}</p>
<button id="local" dj-click="{}">Mark here</button>
<ul>{notes}</ul>{hook}{chart}
<ol id="failures">{}</ol></main>"#,
            self.at,
            Js::custom("mark", ()).attr(),
            self.failures.join("; "),
        ))
    }
}
