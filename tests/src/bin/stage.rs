//! The pages on which the browser client is tested alone.
//!
//! * `/stage`: a page with all that is awkward for a tour: scrollers in
//!   scrollers, a sticky header, a modal dialog, a popover, a host for a shadow
//!   root, controls whose state a render must not touch.
//! * `/script/…`: the same page with docent's script in other places, and with
//!   no live part, or with two.
//! * `/timed`: a tour whose first step is timed.
//! * `/waits`: a tour of every kind of wait but a handler alone.
//! * `/values`: controls of every kind, and what their handlers were given last.
//! * `/missing/…`: a tour whose first step has no target, by what is to happen
//!   then: `wait`, `skip`, `center` or `cancel`.
//! * `/blank`: nothing, for a test that has something to prepare.
//!
//! `DEBUG_PANEL=on` turns the debug panel on.
//!
//! Everything is served under the strictest policy that docent promises to
//! work under.

use std::collections::BTreeSet;
use std::{env, io};

use axum::Router;
use axum::extract::Path;
use axum::http::header::{CONTENT_SECURITY_POLICY, CONTENT_TYPE};
use axum::http::{HeaderName, HeaderValue, StatusCode};
use axum::middleware::map_response;
use axum::response::{Html as Document, Response};
use axum::routing::{MethodRouter, get, post};
use docent::config::TrustedProxies;
use docent::page::Page;
use docent::prelude::*;
use docent::{Docent, Visitor};
use tokio::net::TcpListener;

#[tokio::main]
async fn main() -> io::Result<()> {
    let port = env::var("PORT").unwrap_or_else(|_| "0".to_owned());
    let listener = TcpListener::bind(format!("127.0.0.1:{port}")).await?;
    let app = Router::new()
        .route("/stage", stage(|page| document(page.head(), page.body())))
        .route("/script/head", stage(|page| in_head(&page, "")))
        .route("/script/defer", stage(|page| in_head(&page, " defer")))
        .route(
            "/script/module",
            stage(|page| in_head(&page, " type=\"module\"")),
        )
        .route("/script/async", stage(|page| in_head(&page, " async")))
        .route(
            "/script/end",
            stage(|page| document("", format!("{}{}", page.body(), script(&page, "")))),
        )
        .route(
            "/script/late",
            stage(|page| {
                let later = format!("<template id=\"later\">{}</template>", script(&page, ""));
                document("", format!("{}{later}", page.body()))
            }),
        )
        .route(
            "/script/twice",
            stage(|page| {
                let scripts = script(&page, " defer").repeat(2);
                document(scripts, page.body())
            }),
        )
        .route(
            "/script/no-root",
            stage(|page| document(page.head(), "<main><h1>No live part</h1></main>")),
        )
        .route(
            "/script/two-roots",
            stage(|page| {
                let other = "<aside dj-root><p id=\"other-root\">Another live part</p></aside>";
                document(page.head(), format!("{}{other}", page.body()))
            }),
        )
        .route("/timed", docent::live(Timed::default))
        .route("/waits", docent::live(Waits::default))
        .route("/waits/create", post(create))
        .route("/values", docent::live(Values::default))
        .route(
            "/missing/{policy}",
            docent::live(|Path(policy): Path<String>| async { Missing { policy } }),
        )
        .route("/blank", get(|| async { Document(document("", "")) }))
        .route("/stage.css", get(stylesheet))
        // Browsers ask for an icon, and complain where there is none.
        .route("/favicon.ico", get(|| async { StatusCode::NO_CONTENT }))
        .merge(docent::assets())
        .layer(map_response(forbid_inline_code));

    println!("http://{}", listener.local_addr()?);
    Docent::builder()
        .debug_panel(env::var("DEBUG_PANEL").is_ok_and(|wish| wish == "on"))
        // That of the documented proxies.
        .hosts(["app.example"])
        .trusted_proxies(TrustedProxies::new(["127.0.0.1"]).prefix())
        .build()
        .serve(listener, app)
        .await
}

/// The stage's view in a layout.
fn stage(layout: fn(Page) -> String) -> MethodRouter {
    docent::route(Stage::default)
        .layout(move |page| Html::from(layout(page)))
        .live()
}

fn in_head(page: &Page, attributes: &str) -> String {
    document(script(page, attributes), page.body())
}

/// docent's script with other attributes in place of `defer`.
fn script(page: &Page, attributes: &str) -> String {
    page.script().to_string().replacen(" defer", attributes, 1)
}

fn document(head: impl std::fmt::Display, body: impl std::fmt::Display) -> String {
    format!(
        r#"<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>Stage</title>
<link rel="stylesheet" href="/stage.css">
{head}
</head>
<body>
{body}
</body>
</html>
"#
    )
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

async fn stylesheet() -> ([(HeaderName, &'static str); 1], &'static str) {
    const CSS: &str = "
body { margin: 0; font: 16px/1.4 sans-serif }
main { padding: 16px }
header { position: sticky; top: 0; block-size: 100px; background: #eee; color: #222; z-index: 1 }
html.padded { scroll-padding-top: 116px }
.scroller { block-size: 240px; inline-size: 320px; overflow: auto; border: 1px solid #777 }
.scroller .scroller { block-size: 160px; inline-size: 240px }
.tall { block-size: 600px }
.turned { transform: translate(40px, 60px) scale(0.8) rotate(8deg) }
.sliding { animation: slide 2s linear infinite alternate }
@keyframes slide { to { transform: translate(300px, 80px) } }
[hidden] { display: none }
";
    ([(CONTENT_TYPE, "text/css; charset=utf-8")], CSS)
}

/// A page that counts the events that it gets.
#[derive(Default)]
struct Stage {
    events: u32,
}

#[live_view(TutorialMixin, LiveView)]
impl Stage {
    #[event_handler]
    fn agree(&mut self) {
        self.events += 1;
    }
}

impl View for Stage {
    fn render(&self) -> Html {
        Html::from(format!(
            r#"<header>A header that stays</header>
<main>
<h1 id="intro">Stage</h1>
<p><button id="start" dj-click="start_tutorial">Take the tour</button></p>
<p id="count">{} agreed</p>
<div id="gap"></div>
<div id="frame"><button id="target" class="wide  loud" dj-click="agree">Target</button></div>
<p><button id="second">Second</button> <input id="field" aria-label="Field" value="as it was"></p>
<div id="host"></div>
<div id="outer" class="scroller" tabindex="0" role="group" aria-label="Outer">
<div class="tall"></div>
<div id="inner" class="scroller" tabindex="0" role="group" aria-label="Inner">
<div class="tall"></div>
<button id="deep">Deep</button>
<div class="tall"></div>
</div>
<div class="tall"></div>
</div>
<dialog id="dialog" aria-label="Dialog"><button id="in-dialog">In the dialog</button></dialog>
<div id="popover" popover><button id="in-popover">In the popover</button></div>
<div class="tall"></div>
<div class="tall"></div>
<button id="far">Far down</button>
<div class="tall"></div>
</main>"#,
            self.events
        ))
    }
}

tutorial! {
    <Stage>

    step {
        target: "#target",
        message: "Press this.",
        wait_for: agree,
    }
    step {
        target: "#field",
        message: "Type here.",
        position: right,
        wait_for: agree,
    }
}

/// A page on which time passes.
#[derive(Default)]
struct Timed {
    events: u32,
}

#[live_view(TutorialMixin, LiveView)]
impl Timed {
    #[event_handler]
    fn agree(&mut self) {
        self.events += 1;
    }
}

impl View for Timed {
    fn render(&self) -> Html {
        Html::from(format!(
            r#"<main><h1>Timed</h1><button dj-click="start_tutorial">Take the tour</button>
<p id="first">{} agreed</p><button id="second" dj-click="agree">Agree</button></main>"#,
            self.events
        ))
    }
}

tutorial! {
    <Timed>

    step {
        target: "#first",
        message: "This goes by.",
        timeout: 2s,
    }
    step {
        target: "#second",
        message: "This stays.",
        wait_for: agree,
    }
}

/// A page with all that a step can wait for.
#[derive(Default)]
struct Waits {
    saves: u32,
}

#[live_view(TutorialMixin, LiveView)]
impl Waits {
    #[event_handler]
    fn save(&mut self, is_good: bool) {
        self.saves += u32::from(is_good);
    }
}

impl View for Waits {
    fn render(&self) -> Html {
        Html::from(format!(
            r#"<main><h1>Waits</h1><button dj-click="start_tutorial">Take the tour</button>
<p id="read">Read this.</p>
<button id="plain">Plain</button>
<details id="menu" dj-update="ignore"><summary id="summary">Menu</summary><p id="inside">Inside</p></details>
<button id="later">Later</button>
<button id="bad" dj-click="save" dj-value-is_good="false">Bad</button>
<button id="good" dj-click="save" dj-value-is_good="true">Good</button>
<p id="saves">{} saved</p></main>"#,
            self.saves
        ))
    }
}

/// Something that the app has done, wherever.
struct Created {
    id: u32,
}

/// An ordinary handler of axum's: gives the number of pages that it has reached.
async fn create(docent: Docent, visitor: Visitor, id: String) -> Result<String, StatusCode> {
    let id = id.parse().map_err(|_| StatusCode::BAD_REQUEST)?;
    let reached = docent.visitor(&visitor).emit(Created { id });
    Ok(reached.to_string())
}

tutorial! {
    <Waits>

    step { target: "#read", message: "Read this.", wait_for: next }
    step { target: "#plain", message: "Press this.", wait_for: dom("click") }
    step { target: "#summary", message: "Open the menu.", wait_for: dom("toggle", "#menu") }
    step { target: "#summary", message: "Open it again.", wait_for: present("#menu[open] #inside") }
    step { target: "#summary", message: "Close it.", wait_for: absent("#inside") }
    step {
        target: "#good",
        message: "Save, or go on.",
        wait_for: any(save when |event| event.is_good, dom("click", "#later"), next),
    }
    step { target: "#later", message: "Elsewhere.", wait_for: Created, when: |event| event.id > 3 }
    step { target: "#later", message: "The last one.", wait_for: any(dom("click"), next) }
}

/// A page that shows what its handlers were given.
#[derive(Default)]
struct Values {
    given: String,
    saves: u32,
    ticked: BTreeSet<u32>,
}

#[live_view(LiveView)]
impl Values {
    #[event_handler]
    fn set(&mut self, value: f64) {
        self.given = format!("{value}");
    }

    #[event_handler]
    fn write(&mut self, value: String) {
        self.given = format!("{} characters, {value}", value.chars().count());
    }

    #[event_handler]
    fn tick(&mut self, id: u32, checked: bool) {
        if checked {
            self.ticked.insert(id);
        } else {
            self.ticked.remove(&id);
        }
    }

    #[event_handler]
    fn save(
        &mut self,
        amount: f64,
        limit: Option<f64>,
        done: bool,
        tags: Vec<String>,
        note: String,
    ) {
        self.saves += 1;
        let length = note.chars().count();
        self.given = format!("{amount} {limit:?} {done} {tags:?} {length}");
    }
}

impl View for Values {
    fn render(&self) -> Html {
        let boxes: String = (0..60)
            .map(|id| {
                format!(
                    r#"<input type="checkbox" class="box" aria-label="{id}" dj-change="tick" dj-value-id="{id}">"#
                )
            })
            .collect();
        Html::from(format!(
            r#"<main><h1>Values</h1><output id="given">{}</output> <p id="saves">{}</p> <p id="ticked">{}</p>
<form id="form" dj-submit="save">
<input name="amount" type="number" step="any" aria-label="Amount">
<input name="limit" type="number" step="any" aria-label="Limit">
<label><input name="done" type="checkbox"> Done</label>
<label><input name="tags" type="checkbox" value="a"> A</label>
<label><input name="tags" type="checkbox" value="b"> B</label>
<textarea name="note" aria-label="Note"></textarea>
<button>Save</button>
</form>
<input id="slider" type="range" max="1000" value="0" aria-label="Slider" dj-input="set">
<input id="number" type="number" step="any" aria-label="Number" dj-input="set">
<textarea id="line" aria-label="Line" dj-input="write"></textarea>
<button id="broken" dj-click="no_such_handler">Broken</button>
<button id="deep" dj-click="write([[[[[[[[[[[[[[[[[['deep']]]]]]]]]]]]]]]]]])">Deep</button>
{boxes}</main>"#,
            docent::escape(&self.given),
            self.saves,
            self.ticked.len(),
        ))
    }
}

/// A page whose tours look for what is not there.
struct Missing {
    policy: String,
}

#[live_view(TutorialMixin, LiveView)]
impl Missing {
    #[event_handler(overrides = TutorialMixin)]
    async fn start_tutorial(guide: Guide<Self>) {
        let policy = guide.with(|view| view.policy.clone()).await;
        let tour = match policy.as_deref() {
            Ok("skip") => &SKIP,
            Ok("center") => &CENTER,
            Ok("cancel") => &CANCEL,
            _ => &WAIT,
        };
        if let Err(over) = guide.run(tour).await {
            eprintln!("a page left its tour: {over}");
        }
    }

    #[event_handler]
    fn agree(&mut self) {}
}

impl View for Missing {
    fn render(&self) -> Html {
        Html::from(
            r#"<main><h1>Missing</h1><button dj-click="start_tutorial">Take the tour</button>
<div id="gap" dj-update="ignore"></div><button id="there" dj-click="agree">Agree</button></main>"#
                .to_owned(),
        )
    }
}

tutorial! {
    static WAIT: <Missing>

    step { target: "#late", message: "First.", wait_for: agree }
    step { target: "#there", message: "Second.", wait_for: agree }
}

tutorial! {
    static SKIP: <Missing>
    on_missing: skip,

    step { target: "#late", message: "First.", wait_for: agree }
    step { target: "#there", message: "Second.", wait_for: agree }
}

tutorial! {
    static CENTER: <Missing>
    on_missing: center,

    step { target: "#late", message: "First.", wait_for: agree }
    step { target: "#there", message: "Second.", wait_for: agree }
}

tutorial! {
    static CANCEL: <Missing>
    on_missing: cancel,

    step { target: "#late", message: "First.", wait_for: agree }
    step { target: "#there", message: "Second.", wait_for: agree }
}
