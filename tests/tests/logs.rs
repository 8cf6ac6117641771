//! What is logged: by whom it is documented, and what never is.

use std::collections::BTreeSet;
use std::fmt;
use std::fs;
use std::io::{self, Write};
use std::path::{Path, PathBuf};
use std::sync::{Mutex, PoisonError};

use axum::Router;
use docent::Docent;
use docent::config::Limits;
use docent::prelude::*;
use docent_tests::{Socket, Visitor, get, serve};
use tokio_tungstenite::tungstenite::protocol::frame::coding::CloseCode;
use tokio_tungstenite::tungstenite::{Message, protocol::CloseFrame};
use tracing_subscriber::Layer as _;
use tracing_subscriber::filter::{LevelFilter, Targets};
use tracing_subscriber::fmt::format::FmtSpan;
use tracing_subscriber::layer::SubscriberExt as _;
use tracing_subscriber::util::SubscriberInitExt as _;

/// In everything that a page sends here, and nowhere else.
const CANARY: &str = "canary7f3a9c";

static LOG: Mutex<Vec<u8>> = Mutex::new(Vec::new());

struct Sink;

impl Write for Sink {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        let mut log = LOG.lock().unwrap_or_else(PoisonError::into_inner);
        log.write(bytes)
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

fn logged() -> String {
    let log = LOG.lock().unwrap_or_else(PoisonError::into_inner);
    String::from_utf8(log.clone()).expect("a log is UTF-8")
}

#[derive(Debug, Default, serde::Deserialize)]
enum Size {
    #[default]
    Small,
}

/// An error of the app's, with a cause.
#[derive(Debug)]
struct Refused(io::Error);

impl fmt::Display for Refused {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("the app's own words")
    }
}

impl std::error::Error for Refused {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        Some(&self.0)
    }
}

#[derive(Default)]
struct Shop {
    title: String,
    size: Size,
}

#[live_view(TutorialMixin, LiveView)]
impl Shop {
    #[event_handler]
    fn rename(&mut self, title: String) {
        self.title = title;
    }

    #[event_handler]
    fn resize(&mut self, size: Size, height: u8, letter: char, sides: Vec<bool>) {
        self.size = size;
        self.title = format!("{height}{letter}{sides:?}");
    }

    #[event_handler]
    fn refuse(&mut self, title: String) -> Result<(), Refused> {
        self.title = title;
        Err(Refused(io::Error::other("the cause of it")))
    }

    #[event_handler]
    fn explode(&mut self, title: String) {
        self.title = title;
        // No panic hook: only docent logs it.
        std::panic::resume_unwind(Box::new("boom"));
    }

    #[event_handler]
    async fn watch(guide: Guide<Self>) -> Result<(), docent::guide::WaitError> {
        let event = guide.wait_for(Shop::EVENTS.rename).await?;
        guide.exec(Js::set_attr("title", event.title).to("#seen"));
        Ok(())
    }
}

impl View for Shop {
    fn render(&self) -> Html {
        Html::from(format!(
            "<p>{:?} {}</p>",
            self.size,
            docent::escape(&self.title)
        ))
    }
}

tutorial! {
    <Shop>

    step { target: "#a", message: |shop| shop.title.clone(), wait_for: rename, when: |event| event.title.len() > 2 }
    step { target: "#b", message: "B.", timeout: 1h }
}

/// Frames that contain the canary, of which none closes the connection.
fn frames() -> Vec<String> {
    let events = [
        ("start_tutorial", format!("{{\"{CANARY}\":1}}")),
        ("watch", format!("[\"{CANARY}\"]")),
        (CANARY, format!("{{\"{CANARY}\":\"{CANARY}\"}}")),
        ("rename", format!("{{\"title\":\"{CANARY}\"}}")),
        ("rename", format!("[[\"{CANARY}\"]]")),
        ("rename", format!("{{\"title\":{{\"{CANARY}\":[]}}}}")),
        ("rename", format!("{{\"{CANARY}\":1,\"{CANARY}\":2}}")),
        ("resize", format!("{{\"size\":\"{CANARY}\"}}")),
        ("resize", format!("[{{\"{CANARY}\":1}}]")),
        ("resize", format!("[\"Small\",\"{CANARY}\"]")),
        ("resize", format!("[\"Small\",1,\"{CANARY}\"]")),
        ("resize", format!("[\"Small\",1,\"a\",[\"{CANARY}\"]]")),
        ("refuse", format!("[\"{CANARY}\"]")),
        ("explode", format!("[\"{CANARY}\"]")),
    ];
    let mut frames: Vec<String> = (1..)
        .zip(events)
        .map(|(number, (name, params))| format!("[\"e\",{number},\"{name}\",{params},0]"))
        .collect();
    frames.push("[\"t\",1,1,\"missing\"]".to_owned());
    frames.push(r##"["k",1,[[1,0,"missing","focus","#a"]]]"##.to_owned());
    frames
}

/// Messages that contain the canary, each of which ends a connection.
fn last_words() -> Vec<Message> {
    let mut words: Vec<Message> = [
        CANARY.to_owned(),
        format!("{{\"{CANARY}\":1}}"),
        format!("[\"{CANARY}\"]"),
        format!("[\"e\",1,\"{CANARY}\""),
        format!("[\"e\",\"{CANARY}\",\"rename\",{{}},0]"),
        format!("[\"e\",99,\"{CANARY}\",{{\"{CANARY}\":1}},0]"),
        format!("[\"e\",1,\"rename\",\"{CANARY}\",0]"),
        format!("[\"t\",1,1,\"{CANARY}\"]"),
        format!("[\"k\",1,[[1,0,\"{CANARY}\",\"show\",\"\"]]]"),
        format!("[\"k\",1,[[1,0,\"missing\",\"{CANARY}\",\"{CANARY}\"]]]"),
        format!(
            "[\"k\",1,[[1,0,\"missing\",\"show\",\"{}\"]]]",
            CANARY.repeat(99)
        ),
        format!("[\"h\",{{\"page\":\"{CANARY}\"}}]"),
        CANARY.repeat(2000),
        CANARY.repeat(20_000),
    ]
    .map(Message::text)
    .into();
    words.push(Message::binary(CANARY));
    words.push(Message::Close(Some(CloseFrame {
        code: CloseCode::Library(4000),
        reason: CANARY.into(),
    })));
    words
}

fn hellos(visitor: &Visitor) -> Vec<String> {
    let token = &visitor.token;
    vec![
        format!("[\"h\",{{\"page\":\"{CANARY}\"}}]"),
        format!("[\"h\",{{\"page\":\"{token}{CANARY}\"}}]"),
        format!("[\"h\",{{\"page\":\"{token}\",\"{CANARY}\":1}}]"),
        format!("[\"h\",{{\"page\":\"{token}\",\"run\":\"{CANARY}\"}}]"),
        format!(
            "[\"h\",{{\"page\":\"{token}\",\"session\":\"{CANARY}\",\"digest\":\"{CANARY}\"}}]"
        ),
        format!("[\"e\",1,\"{CANARY}\",{{}},0]"),
    ]
}

#[tokio::test]
async fn nothing_that_a_page_sends_is_ever_logged() {
    let everything = tracing_subscriber::fmt::layer()
        .with_span_events(FmtSpan::FULL)
        .with_ansi(false)
        .with_writer(|| Sink)
        // The test's own client logs too, by the library that it is made of.
        .with_filter(Targets::new().with_target("docent", LevelFilter::TRACE));
    tracing_subscriber::registry().with(everything).init();
    let app = Router::new().route("/{page}", docent::live(Shop::default));
    let limits = Limits::default().events_per_second(1000).event_burst(1000);
    let address = serve(&Docent::builder().limits(limits).build(), app).await;
    let path = format!("/{CANARY}?{CANARY}={CANARY}");
    for (name, value) in [
        ("cookie", format!("{CANARY}={CANARY}; docent={CANARY}")),
        ("accept", format!("application/{CANARY}")),
        ("sec-fetch-site", CANARY.to_owned()),
        ("upgrade", CANARY.to_owned()),
        (CANARY, CANARY.to_owned()),
    ] {
        get(address, &path, &[(name, &value)]).await;
    }
    let named =
        format!("{{\"token\":\"{CANARY}\",\"origin\":\"http://{CANARY}\",\"framed\":true}}");
    for about in [CANARY, &named, &named.replace("origin", CANARY)] {
        let headers = [
            ("accept", "application/docent+json"),
            ("docent-page", about),
        ];
        get(address, &path, &headers).await;
    }
    let visitor = Visitor::open(address, &path).await;
    // Its origin is logged: see the documentation.
    let elsewhere = "http://evil.example";
    assert!(visitor.upgrade(Some(elsewhere)).await.is_err());
    // As through a proxy that does not pass the subprotocol.
    let origin = format!("http://{address}");
    let plain = visitor.upgrade_by(Some(&origin), None).await;
    Socket(plain.expect("the upgrade is accepted"))
        .ended()
        .await;
    let mut secrets =
        BTreeSet::from([visitor.token.clone(), visitor.cookie.replace("docent=", "")]);

    for hello in hellos(&visitor) {
        let mut socket = visitor.connect().await;
        socket.send_text(&hello).await;
        socket.answered().await;
    }
    for last in last_words() {
        let mut socket = visitor.connect().await;
        socket.send_text(&visitor.hello()).await;
        let welcome: serde_json::Value =
            serde_json::from_str(&socket.next().await).expect("a welcome");
        secrets.insert(welcome[1].as_str().expect("an id").to_owned());
        socket.send(Message::Ping(CANARY.into())).await;
        for frame in frames() {
            socket.send_text(&frame).await;
            socket.answered().await;
        }
        socket.send(last).await;
        socket.ended().await;
    }

    let log = logged();
    let line_with = |text: &str| log.lines().find(|line| line.contains(text));
    assert_eq!(line_with(CANARY), None);
    for secret in &secrets {
        assert!(secret.len() >= 32, "{secret}");
        assert_eq!(line_with(secret), None);
    }
    // And it was a log: what is to be there is, with its session and its causes.
    for message in [
        "a session begins",
        "a page is connected",
        "an event was refused",
        "the connection is closed",
        "a socket was refused to a page of another origin",
        "a socket came without docent's subprotocol",
        "a socket was refused before it had a session",
        "error=the app's own words: the cause of it",
        "error=it panicked",
        "a step ended",
        "a frame came",
        "a frame goes",
    ] {
        assert!(line_with(message).is_some(), "nobody logs: {message}");
    }
    let session = secrets
        .iter()
        .find(|secret| secret.len() == 32 && **secret != visitor.cookie);
    let session = format!("session{{session=\"{}\"", &session.expect("an id")[..8]);
    assert!(log.contains("session{session="), "no span: {session}");
}

fn runtime() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../runtime")
}

/// Every place in the runtime that logs: its target and its field names.
fn places(folder: &Path, found: &mut Vec<(String, BTreeSet<String>)>) {
    for entry in fs::read_dir(folder).expect("a folder") {
        let path = entry.expect("an entry").path();
        if path.is_dir() {
            places(&path, found);
            continue;
        }
        let text = fs::read_to_string(&path).expect("UTF-8");
        for call in text.split("tracing::").skip(1) {
            let is_event = [
                "error!(",
                "warn!(",
                "info!(",
                "debug!(",
                "trace!(",
                "error_span!(",
            ]
            .iter()
            .any(|name| call.starts_with(name));
            if !is_event {
                continue;
            }
            let call = call.split(");").next().unwrap_or_default();
            let (_, after) = call
                .split_once("target: \"")
                .unwrap_or_else(|| panic!("{} logs without a target: {call}", path.display()));
            let (target, rest) = after.split_once('"').expect("the target ends");
            // A span's name is before its fields, an event's text after them.
            let rest = rest.trim_start_matches(", \"session\"");
            let fields = rest
                .split(',')
                .map(str::trim)
                .take_while(|part| !part.starts_with('"'))
                .filter(|part| !part.is_empty())
                .map(|part| part.split(" = ").next().unwrap_or(part))
                .map(|name| name.trim_start_matches(['%', '?']).to_owned())
                .collect();
            found.push((target.to_owned(), fields));
        }
    }
}

#[test]
fn the_documentation_lists_every_target_and_field_and_no_other() {
    let mut found = Vec::new();
    places(&runtime().join("src"), &mut found);
    places(&runtime().join("../adapters/redb/src"), &mut found);
    assert!(found.len() > 30, "{} places log", found.len());
    let page = fs::read_to_string(runtime().join("docs/logs.md")).expect("the page");
    let table = |title: &str| -> BTreeSet<String> {
        let (_, after) = page.split_once(title).expect("the section");
        let section = after.split("\n# ").next().unwrap_or_default();
        section
            .lines()
            .filter_map(|line| line.strip_prefix("| `"))
            .flat_map(|line| line.split(" | ").next().unwrap_or_default().split(", "))
            .map(|name| name.trim_matches('`').to_owned())
            .collect()
    };
    let targets: BTreeSet<String> = found.iter().map(|(target, _)| target.clone()).collect();
    assert_eq!(targets, table("# Targets"));
    let fields: BTreeSet<String> = found.into_iter().flat_map(|(_, fields)| fields).collect();
    assert_eq!(fields, table("# Fields"));
}
