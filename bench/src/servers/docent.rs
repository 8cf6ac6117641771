//! docent, with a small page, a large one, and one that renders what has changed.

use std::io;
use std::sync::LazyLock;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::Duration;

use axum::Router;
use axum::routing::get;
use docent::Docent;
use docent::config::Limits;
use docent::prelude::*;

use super::{Counter, listen, probes};

/// How long a session waits for its page: docent's default.
pub(super) const GRACE: Duration = Duration::from_secs(60);
/// The same where the bench waits for sessions to end.
pub(super) const BRIEF_GRACE: Duration = Duration::from_millis(50);

/// How large the large page's live part is, in bytes.
pub const LARGE: usize = 100 * 1024;
/// How many steps the tour has before it begins again.
pub const STEPS: usize = 4;

pub(super) async fn serve(counter: Option<Counter>, grace: Duration) -> io::Result<()> {
    let limits = Limits::default()
        .grace_period(grace)
        // A crowd that leaves at once comes back.
        .max_away_sessions(usize::MAX);
    let app = Router::new()
        .route("/", docent::live(Walk::new))
        .route("/large", docent::live(Large::default))
        .route("/list", docent::live(List::default))
        .route(
            "/views",
            get(|| async { VIEWS.load(Ordering::Relaxed).to_string() }),
        )
        .merge(probes(counter));
    Docent::builder()
        .limits(limits)
        .build()
        .serve(listen()?, app)
        .await
}

/// How many [`Walk`]s there are.
static VIEWS: AtomicUsize = AtomicUsize::new(0);

/// A page that always looks the same, with a tour that never ends.
pub(crate) struct Walk {
    ticks: u64,
}

impl Walk {
    pub(crate) fn new() -> Self {
        VIEWS.fetch_add(1, Ordering::Relaxed);
        Self { ticks: 0 }
    }
}

impl Drop for Walk {
    fn drop(&mut self) {
        VIEWS.fetch_sub(1, Ordering::Relaxed);
    }
}

#[live_view(TutorialMixin, LiveView)]
impl Walk {
    /// What every step waits for.
    #[event_handler]
    fn tick(&mut self) {
        self.ticks += 1;
    }

    /// Never comes back.
    #[event_handler]
    async fn hang(&mut self) {
        std::future::pending::<()>().await;
    }
}

impl View for Walk {
    fn render(&self) -> Html {
        Html::from(
            "<nav id=\"nav-dashboard\">Dashboard</nav>\
             <button id=\"btn-new-project\" dj-click=\"tick\">New project</button>\
             <input id=\"title\" name=\"title\"><button id=\"btn-save\">Save</button>",
        )
    }
}

tutorial! {
    <Walk>

    step dashboard {
        target: "#nav-dashboard",
        message: "This is your dashboard — your home base.",
        wait_for: tick,
    }
    step create {
        target: "#btn-new-project",
        message: "Click here to create your first project.",
        wait_for: tick,
    }
    step title {
        target: "#title",
        message: "Give it a title — anything works.",
        wait_for: tick,
    }
    step save {
        target: "#btn-save",
        message: "Save your project to continue.",
        wait_for: tick,
        next: [dashboard],
    }
}

/// A page of 100 KB. The text is shared: what a session holds is docent's own.
#[derive(Default)]
struct Large;

#[live_view(LiveView)]
impl Large {}

impl View for Large {
    fn render(&self) -> Html {
        const LINE: &str = "<p>A line of a large page.</p>\n";
        static TEXT: LazyLock<String> = LazyLock::new(|| LINE.repeat(LARGE / LINE.len()));
        Html::from(TEXT.as_str())
    }
}

/// A page of two kilobytes, rendered again and different after each event.
#[derive(Default)]
struct List {
    ticks: u64,
}

#[live_view(TutorialMixin, LiveView)]
impl List {
    #[event_handler]
    fn tick(&mut self) {
        self.ticks += 1;
    }
}

impl View for List {
    fn render(&self) -> Html {
        let mut html = format!("<p id=\"count\">{} ticks</p><ul>", self.ticks);
        for _ in 0..60 {
            html.push_str("<li>An entry of the list</li>\n");
        }
        html.push_str("</ul>");
        Html::from(html)
    }
}

tutorial! {
    <List>

    step odd { target: "#count", message: "Once more.", wait_for: tick }
    step even { target: "#count", message: "And again.", wait_for: tick, next: [odd] }
}
