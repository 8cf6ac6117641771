//! The pages that the browser tests visit in addition to the onboarding example.
//!
//! * `/guide`: the page of the guide that docent follows, "Guided Tours with
//!   TutorialMixin". `pages/guide.html` and the gallery's `guide.css` are its HTML and
//!   CSS, character for character; only Django's two template tags are
//!   replaced: `{% load … %}` prints nothing, `{% tutorial_bubble %}` is
//!   [`docent::bubble`].
//! * `/guide-in-use`: the same page with something in place of its ellipses.
//! * `/guide-in-german`: the same with docent's own words in German.
//! * `/still`: a page on which a tour changes nothing of its own.
//! * `/parts`: a page of components.
//! * `/board`: a page whose components come, move and go.
//!
//! `BUILD` names the build of the app. Progress is kept in files of the directory `PROGRESS_DIR`, so that a tour
//! outlives the process.

use std::path::PathBuf;
use std::{env, fs, io};

use axum::Router;
use axum::http::header::{CONTENT_SECURITY_POLICY, CONTENT_TYPE};
use axum::http::{HeaderName, HeaderValue, StatusCode};
use axum::middleware::map_response;
use axum::response::Response;
use axum::routing::get;
use docent::Docent;
use docent::guide::SessionClosed;
use docent::page::Labels;
use docent::prelude::*;
use docent::store::{Progress, ProgressKey, ProgressStore, Revision, StoreError, StoreFuture};
use tokio::net::TcpListener;

#[tokio::main]
async fn main() -> io::Result<()> {
    let port = env::var("PORT").unwrap_or_else(|_| "0".to_owned());
    let listener = TcpListener::bind(format!("127.0.0.1:{port}")).await?;
    let app = Router::new()
        .route(
            "/guide",
            docent::route(Guide::as_written)
                .layout(guide_document)
                .live(),
        )
        .route(
            "/guide-in-use",
            docent::route(Guide::in_use).layout(guide_document).live(),
        )
        .route(
            "/guide-in-german",
            docent::route(Guide::in_german)
                .layout(guide_document)
                .live(),
        )
        .route(
            "/still",
            docent::route(Still::default).layout(still_document).live(),
        )
        .route("/parts", docent::live(Parts::default))
        .route("/board", docent::live(Board::default))
        .route("/guide.css", get(guide_stylesheet))
        // Browsers ask for an icon, and complain where there is none.
        .route("/favicon.ico", get(|| async { StatusCode::NO_CONTENT }))
        .merge(docent::assets())
        .layer(map_response(forbid_inline_code));

    println!("http://{}", listener.local_addr()?);
    Docent::builder()
        .build_id(env::var("BUILD").unwrap_or_default())
        .progress(FileStore::open()?)
        .build()
        .serve(listener, app)
        .await
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

async fn guide_stylesheet() -> ([(HeaderName, &'static str); 1], &'static str) {
    (
        [(CONTENT_TYPE, "text/css; charset=utf-8")],
        include_str!("../../../examples/gallery/guide.css"),
    )
}

/// The guide's page.
struct Guide {
    template: String,
    in_use: bool,
    projects: u32,
    title: String,
    saved: Option<String>,
}

impl Guide {
    fn as_written() -> Self {
        Self::with(&docent::bubble())
    }

    fn with(bubble: &docent::page::Bubble) -> Self {
        let template = include_str!("../../pages/guide.html")
            .replace("{% load djust_tutorials %}\n", "")
            .replace("{% tutorial_bubble %}", &bubble.to_string());
        Self {
            template,
            in_use: false,
            projects: 0,
            title: String::new(),
            saved: None,
        }
    }

    fn in_use() -> Self {
        Self {
            in_use: true,
            ..Self::as_written()
        }
    }

    fn in_german() -> Self {
        let labels = Labels::default()
            .tour("Rundgang")
            .step("Schritt {step} von {total}")
            .pause("Anhalten")
            .resume("Weiter geht’s")
            .skip("Überspringen")
            .next("Weiter")
            .back("Zurück")
            .close("Schließen")
            .lost("Verbindung verloren. Neuer Versuch …")
            .taken("In einem anderen Tab geöffnet.")
            .stale("Veraltet. Bitte neu laden.")
            .invalid("Bitte prüfen.")
            .long("Zu lang.")
            .failed("Das hat nicht geklappt.")
            .looking("Die Stelle auf der Seite wird gesucht …");
        Self {
            in_use: true,
            ..Self::with(&docent::bubble().labels(labels))
        }
    }

    /// What a reader of the guide would write in place of the form's ellipsis.
    fn form(&self) -> String {
        let made = match self.projects {
            1 => "1 project made".to_owned(),
            projects => format!("{projects} projects made"),
        };
        let saved = match &self.saved {
            Some(title) => format!("Saved: {}", docent::escape(title)),
            None => String::new(),
        };
        format!(
            r#"<form id="project-form" dj-submit="form_saved">
<label>Title <input name="title" dj-input="form_input_title" value="{}"></label>
<button id="btn-save">Save</button>
<p>{made}</p>
<p>{saved}</p>
</form>"#,
            docent::escape(&self.title)
        )
    }
}

#[live_view(TutorialMixin, LiveView)]
impl Guide {
    #[event_handler]
    fn create_project(&mut self) {
        self.projects += 1;
    }

    #[event_handler]
    fn form_input_title(&mut self, value: String) {
        self.title = value;
    }

    #[event_handler]
    fn form_saved(&mut self, title: String) {
        self.saved = Some(title);
    }
}

impl View for Guide {
    fn render(&self) -> Html {
        if !self.in_use {
            return Html::from(self.template.clone());
        }
        Html::from(
            self.template
                .replace(
                    r#"<button id="btn-new-project">"#,
                    r#"<button id="btn-new-project" dj-click="create_project">"#,
                )
                .replace(r#"<form id="project-form">...</form>"#, &self.form()),
        )
    }
}

tutorial! {
    <Guide>

    step {
        target: "#nav-dashboard",
        message: "This is your dashboard — your home base.",
        timeout: 4.0,
    }
    step {
        target: "#btn-new-project",
        message: "Click here to create your first project.",
        wait_for: "create_project",
    }
    step {
        target: "#project-form [name=title]",
        message: "Give it a title — anything works.",
        wait_for: "form_input_title",
    }
    step {
        target: "#btn-save",
        message: "Save your project to continue.",
        wait_for: "form_saved",
    }
}

fn guide_document(page: docent::page::Page) -> Html {
    Html::from(format!(
        r#"<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<title>Onboarding</title>
{}
<link rel="stylesheet" href="/guide.css">
</head>
<body>
{}
</body>
</html>
"#,
        page.script(),
        page.body()
    ))
}

/// A page whose handlers change a single number.
#[derive(Default)]
struct Still {
    events: u32,
}

#[live_view(TutorialMixin, LiveView)]
impl Still {
    #[event_handler]
    fn agree(&mut self) {
        self.events += 1;
    }

    #[event_handler]
    async fn glance(guide: docent::Guide<Self>) -> Result<(), SessionClosed> {
        guide.run(&GLANCE).await?;
        Ok(())
    }
}

impl View for Still {
    fn render(&self) -> Html {
        let events = match self.events {
            1 => "1 event".to_owned(),
            events => format!("{events} events"),
        };
        Html::from(format!(
            r##"<main>
<h1 id="intro">Still</h1>
<button dj-click="start_tutorial">Take the tour</button>
<p><label><input type="checkbox"> Yes</label> <button id="agree" class="wide  loud" dj-click="agree">Agree</button></p>
<p><label>Comment <textarea id="comment" class="">As it was</textarea></label></p>
<p><a id="link" href="#intro" tabindex="0">Back to the top</a></p>
<button dj-click="no_such_handler">Broken</button>
<button dj-click="glance">At a glance</button>
<p>{events}</p>
</main>"##
        ))
    }
}

tutorial! {
    <Still>

    step {
        target: "#intro",
        message: "A heading cannot take the focus.",
        wait_for: agree,
    }
    step {
        target: "#agree",
        message: "A button with classes of its own, written oddly.",
        position: top,
        wait_for: agree,
    }
    step {
        target: "#comment",
        message: "A field with an empty class attribute.",
        position: left,
        wait_for: agree,
        on_enter: Js::set_attr("placeholder", "Write something").to("#comment"),
    }
    step {
        target: "#link",
        message: "A link without any class.",
        position: right,
        wait_for: agree,
        on_enter: Js::remove_attr("tabindex").to("#link"),
    }
}

tutorial! {
    static GLANCE: <Still>

    step {
        target: "#agree",
        message: |still| format!("Gone in a moment, after {}.", still.events),
        wait_for: nothing,
        on_enter: Js::set_attr("title", "At a glance").to("#agree"),
    }
}

fn still_document(page: docent::page::Page) -> Html {
    Html::from(format!(
        r#"<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<title>Still</title>
{}
</head>
<body>
{}
</body>
</html>
"#,
        page.head(),
        page.body()
    ))
}

/// A card with a form, of which there are several on a page.
#[derive(Default)]
struct Card {
    title: String,
    typed: String,
}

#[live_view(LiveComponent)]
impl Card {
    #[event_handler]
    fn save(&mut self, title: String) {
        self.title = title;
    }

    #[event_handler]
    fn typing(&mut self, value: String) {
        self.typed = value;
    }
}

impl Component for Card {
    fn render(&self) -> Html {
        Html::new(format_args!(
            r#"<form dj-submit="save"><label>Title <input name="title" dj-input="typing" dj-debounce="50"></label>
<button class="save">Save</button> <button type="button" class="by-chain" dj-click="{}">Save as it is</button>
<span dj-component=""><button type="button" class="outside" dj-click="save">Save all</button></span>
<output>{}: {}</output></form>"#,
            Js::push("save")
                .params(docent::event::Value::map([("title", "by chain".into())]))
                .attr(),
            docent::escape(&self.title),
            docent::escape(&self.typed),
        ))
    }
}

/// A page of cards, which has a handler that is called as one of theirs.
#[derive(Default)]
struct Parts {
    cards: [Card; 2],
    saved: u32,
}

#[live_view(TutorialMixin, LiveView)]
impl Parts {
    #[event_handler]
    fn save(&mut self) {
        self.saved += 1;
    }
}

impl View for Parts {
    fn render(&self) -> Html {
        let [first, second] = &self.cards;
        Html::new(format_args!(
            r#"<main><h1>Parts</h1>
<button dj-click="start_tutorial">Take the tour</button>
{}<section dj-component="card-1" id="own">{}</section>
<button id="all" dj-click="save">Save all</button> <p id="saved">{}</p></main>"#,
            docent::component("card-0", first),
            second.render(),
            self.saved,
        ))
    }

    fn component(&mut self, id: &str) -> Option<&mut dyn Component> {
        let at: usize = id.strip_prefix("card-")?.parse().ok()?;
        Some(self.cards.get_mut(at)?)
    }
}

tutorial! {
    <Parts>

    step {
        target: "[dj-component=card-1] .save",
        message: "Save the second card.",
        wait_for: Card::save,
        when: |event| event.component_id == "card-1" && !event.title.is_empty(),
    }
    step {
        target: "#all",
        message: "Save all.",
        wait_for: save,
    }
}

/// A page whose cards come, move and go.
#[derive(Default)]
struct Board {
    cards: Vec<(u32, Card)>,
}

#[live_view(TutorialMixin, LiveView)]
impl Board {
    #[event_handler]
    fn add(&mut self, id: u32) {
        self.cards.push((id, Card::default()));
    }

    #[event_handler]
    fn reverse(&mut self) {
        self.cards.reverse();
    }

    #[event_handler]
    fn remove(&mut self, id: u32) {
        self.cards.retain(|(own, _)| *own != id);
    }
}

impl View for Board {
    fn render(&self) -> Html {
        let cards = self.cards.iter();
        let cards = cards.map(|(id, card)| {
            let card = docent::component(&format!("card-{id}"), card);
            format!("<li id=\"place-{id}\">{card}</li>")
        });
        Html::from(format!(
            r#"<main><h1>Board</h1>
<button dj-click="start_tutorial">Take the tour</button>
<button dj-click="add(1)">Add 1</button> <button dj-click="add(2)">Add 2</button>
<button dj-click="reverse">Reverse</button> <button dj-click="remove(2)">Remove 2</button>
<ul>{}</ul></main>"#,
            cards.collect::<String>()
        ))
    }

    fn component(&mut self, id: &str) -> Option<&mut dyn Component> {
        let id: u32 = id.strip_prefix("card-")?.parse().ok()?;
        let found = self.cards.iter_mut().find(|(own, _)| *own == id);
        found.map(|(_, card)| card as &mut dyn Component)
    }
}

tutorial! {
    <Board>

    step {
        target: "[dj-component=card-2] .save",
        message: "Save the second card.",
        wait_for: Card::save,
        when: |event| event.component_id == "card-2",
    }
    step { target: "h1", message: "That is all.", wait_for: reverse }
}

/// Keeps progress in one file for each visitor and tour.
///
/// Enough for one process at a time, which is what the tests run.
struct FileStore {
    directory: PathBuf,
}

impl FileStore {
    fn open() -> io::Result<Self> {
        let directory = env::var_os("PROGRESS_DIR")
            .ok_or_else(|| io::Error::other("set PROGRESS_DIR to a directory for progress"))?;
        Ok(Self {
            directory: directory.into(),
        })
    }

    fn path(&self, key: &ProgressKey) -> PathBuf {
        self.directory
            .join(format!("{}-{}", key.owner.to_key(), key.tour))
    }

    fn read(&self, key: &ProgressKey) -> Result<Option<(Progress, Revision)>, StoreError> {
        let bytes = match fs::read(self.path(key)) {
            Ok(bytes) => bytes,
            Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(None),
            Err(error) => return Err(StoreError::Unavailable(error.into())),
        };
        let (revision, progress) = bytes
            .split_first_chunk()
            .ok_or_else(|| StoreError::Unavailable("a progress file is broken".into()))?;
        let progress = Progress::from_bytes(progress)
            .map_err(|error| StoreError::Unavailable(error.into()))?;
        Ok(Some((progress, Revision(u64::from_be_bytes(*revision)))))
    }

    fn replace(
        &self,
        key: &ProgressKey,
        replaces: Option<Revision>,
        progress: &Progress,
    ) -> Result<Revision, StoreError> {
        let known = self.read(key)?.map(|(_, revision)| revision);
        if known != replaces {
            return Err(StoreError::Conflict);
        }
        let number = known.map_or(1, |Revision(number)| number + 1);
        let bytes = [&number.to_be_bytes()[..], &progress.to_bytes()].concat();
        fs::write(self.path(key), bytes).map_err(|error| StoreError::Unavailable(error.into()))?;
        Ok(Revision(number))
    }
}

impl ProgressStore for FileStore {
    fn load(&self, key: ProgressKey) -> StoreFuture<Option<(Progress, Revision)>> {
        StoreFuture::ready(self.read(&key))
    }

    fn save(
        &self,
        key: ProgressKey,
        replaces: Option<Revision>,
        progress: Progress,
    ) -> StoreFuture<Revision> {
        StoreFuture::ready(self.replace(&key, replaces, &progress))
    }
}
