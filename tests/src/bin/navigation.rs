//! An app of several pages, for the browser tests of what leads from one to another.
//!
//! * `/`, `/done`, `/end`: an order, and a tour that goes along with it.
//! * `/list?page=n`: a list whose page is in its URL. `/poke` redirects it from outside,
//!   and `/noted` is what its note was when the server saw it last.
//! * `/plain`: a view that changes its URL and cannot show an earlier one.
//! * `/nonce`: a tour under a policy that allows scripts with a nonce only.

use std::borrow::Cow;
use std::sync::Mutex;
use std::sync::atomic::{AtomicU32, Ordering};
use std::{env, io};

use axum::Router;
use axum::extract::{OriginalUri, Query};
use axum::http::header::CONTENT_SECURITY_POLICY;
use axum::http::{HeaderValue, StatusCode, Uri};
use axum::middleware::map_response;
use axum::response::Response;
use axum::routing::get;
use docent::page::Page;
use docent::prelude::*;
use docent::{Docent, Visitor, escape};
use serde::Deserialize;
use tokio::net::TcpListener;

#[tokio::main]
async fn main() -> io::Result<()> {
    let port = env::var("PORT").unwrap_or_else(|_| "0".to_owned());
    let listener = TcpListener::bind(format!("127.0.0.1:{port}")).await?;
    let strict = "default-src 'none'; script-src 'self'; connect-src 'self'; \
                  style-src 'self'; img-src 'self'; require-trusted-types-for 'script'";
    let by_nonce = "default-src 'none'; script-src 'nonce-n0nce' 'strict-dynamic'; \
                    connect-src 'self'; style-src 'nonce-n0nce'; img-src 'self'; \
                    require-trusted-types-for 'script'";
    let pages = Router::new()
        .route("/", docent::live(Order::at))
        .route("/done", docent::live(Order::at))
        .route("/end", docent::live(Order::at))
        .route("/list", docent::live(List::at))
        .route("/plain", docent::live(Plain::new))
        .layer(map_response(move |answer| policy(answer, strict)));
    let app = Router::new()
        .route("/nonce", docent::route(Order::at).layout(with_nonce).live())
        .layer(map_response(move |answer| policy(answer, by_nonce)))
        .merge(pages)
        .route("/poke", get(poke))
        .route("/noted", get(|| async { noted().clone() }))
        // Browsers ask for an icon, and complain where there is none.
        .route("/favicon.ico", get(|| async { StatusCode::NO_CONTENT }))
        .merge(docent::assets());
    println!("http://{}", listener.local_addr()?);
    docent::serve(listener, app).await
}

async fn policy(mut answer: Response, policy: &'static str) -> Response {
    let policy = HeaderValue::from_static(policy);
    answer.headers_mut().insert(CONTENT_SECURITY_POLICY, policy);
    answer
}

fn with_nonce(page: Page) -> Html {
    let page = page.nonce("n0nce");
    let (title, head, body) = (escape(page.title()), page.head(), page.body());
    Html::from(format!(
        "<!doctype html><html lang=\"en\"><head><title>{title}</title>{head}</head>\
         <body>{body}</body></html>"
    ))
}

/// An order, at its URL.
struct Order {
    path: String,
}

impl Order {
    fn at(OriginalUri(uri): OriginalUri) -> Self {
        let path = uri.path().to_owned();
        Self { path }
    }
}

#[live_view(TutorialMixin, LiveView)]
impl Order {
    #[event_handler]
    fn order(&mut self, cx: &mut Context<'_, Self>) {
        cx.redirect("/done");
    }

    #[event_handler]
    fn finish(&mut self) {}
}

impl View for Order {
    fn render(&self) -> Html {
        Html::from(match &*self.path {
            "/done" => "<h1>Thanks</h1><button id=\"finish\" dj-click=\"finish\">Finish</button>",
            "/end" => "<h1>The end</h1>",
            _ => "<h1>Shop</h1><button id=\"order\" dj-click=\"order\">Order</button>",
        })
    }
}

tutorial! {
    <Order>
    autostart: once,

    step { target: "#order", message: "Order some tea.", wait_for: order }
    step {
        target: "#finish",
        message: "Finish here.",
        wait_for: finish,
        on_exit: Js::navigate("/end"),
    }
}

static NOTE: Mutex<String> = Mutex::new(String::new());

fn noted() -> std::sync::MutexGuard<'static, String> {
    NOTE.lock().expect("no panic under the lock")
}

async fn poke(docent: Docent, visitor: Visitor) -> StatusCode {
    match docent.visitor(&visitor).send(List::EVENTS.leave, ()) {
        Ok(()) => StatusCode::NO_CONTENT,
        Err(_) => StatusCode::NOT_FOUND,
    }
}

/// A list whose page is in its URL. Every second page is short.
#[derive(Default, Deserialize)]
#[serde(default)]
struct List {
    page: u32,
    #[serde(skip)]
    clicks: u32,
}

impl List {
    fn at(Query(list): Query<Self>) -> Self {
        list
    }
}

#[live_view(LiveView)]
impl List {
    #[event_handler]
    fn next(&mut self, cx: &mut Context<'_, Self>) {
        self.page += 1;
        cx.patch_url(format!("?page={}", self.page));
    }

    #[event_handler]
    fn skip(&mut self, cx: &mut Context<'_, Self>) {
        self.page += 10;
        cx.replace_url(format!("?page={}", self.page));
    }

    #[event_handler]
    fn count(&mut self) {
        self.clicks += 1;
    }

    #[event_handler]
    fn note(&mut self, value: String) {
        *noted() = value;
    }

    #[event_handler(from = App)]
    fn leave(&mut self, cx: &mut Context<'_, Self>) {
        cx.redirect("end");
    }
}

impl View for List {
    fn title(&self) -> Option<Cow<'_, str>> {
        Some(format!("Page {}", self.page).into())
    }

    async fn url_changed(
        &mut self,
        url: &Uri,
        _: &mut Context<'_, Self>,
    ) -> Result<(), HandlerError> {
        let Query(List { page, .. }) = Query::try_from_uri(url)?;
        self.page = page;
        Ok(())
    }

    fn render(&self) -> Html {
        let Self { page, clicks } = self;
        let rows = if page % 2 == 0 { 200 } else { 1 };
        let rows: String = (0..rows)
            .map(|row| format!("<li>{page}.{row}</li>"))
            .collect();
        Html::from(format!(
            "<h1>Page {page}</h1><p>{clicks} clicks</p>\
             <input name=\"note\" dj-input=\"note\" dj-debounce=\"600000\">\
             <button id=\"count\" dj-click=\"count\">Count</button><ul>{rows}</ul>\
             <button id=\"next\" dj-click=\"next\">Next</button>\
             <button id=\"skip\" dj-click=\"skip\">Skip ten</button>"
        ))
    }
}

static MOUNTS: AtomicU32 = AtomicU32::new(0);

/// A view that changes its URL and cannot show an earlier one.
struct Plain {
    mounted: u32,
    tab: u32,
}

impl Plain {
    fn new() -> Self {
        let mounted = MOUNTS.fetch_add(1, Ordering::Relaxed);
        Self { mounted, tab: 0 }
    }
}

#[live_view(LiveView)]
impl Plain {
    #[event_handler]
    fn next(&mut self, cx: &mut Context<'_, Self>) {
        self.tab += 1;
        cx.patch_url(format!("?tab={}", self.tab));
    }
}

impl View for Plain {
    fn render(&self) -> Html {
        let Self { mounted, tab } = self;
        Html::from(format!(
            "<h1>Tab {tab}</h1><p>Mount {mounted}</p><button dj-click=\"next\">Next</button>"
        ))
    }
}
