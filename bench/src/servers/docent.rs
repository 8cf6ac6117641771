//! docent, with a small page, a large one, and some that render what has changed.

use std::io;
use std::sync::LazyLock;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::Duration;

use axum::Router;
use axum::extract::Path;
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
        .route("/lines/{size}", docent::live(Lines::regular))
        .route("/whole/{size}", docent::live(Lines::irregular))
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

/// A page of so many KB with a counter, of which a line changes too. The lines are shared.
struct Lines {
    ticks: usize,
    count: usize,
    start: &'static str,
}

/// A line of markup, and a changed one.
static LINES: LazyLock<Vec<[String; 2]>> = LazyLock::new(|| {
    let line = |at: usize, name: &str| {
        format!(
            "<li id=\"line-{at}\" class=\"line\"><b>{at}</b> <span class=\"name\">{name}</span> <button type=\"button\" dj-click=\"open({at})\">Open</button></li>\n"
        )
    };
    (10_000..11_000)
        .map(|at| [line(at, "A line of a page"), line(at, "A line that is new")])
        .collect()
});

impl Lines {
    fn regular(Path(size): Path<usize>) -> Self {
        Self::new(size, "<i>A page</i>")
    }

    /// With an end tag left out, which the differ does not follow.
    fn irregular(Path(size): Path<usize>) -> Self {
        Self::new(size, "<p>A page....")
    }

    fn new(size: usize, start: &'static str) -> Self {
        let length = LINES[0][0].len();
        Self {
            ticks: 0,
            count: size * 1024 / length,
            start,
        }
    }
}

#[live_view(LiveView)]
impl Lines {
    #[event_handler]
    fn tick(&mut self) {
        self.ticks += 1;
    }
}

impl View for Lines {
    fn render(&self) -> Html {
        let mut html = format!(
            "{}<p id=\"count\">{} ticks</p>\n<ul>\n",
            self.start, self.ticks
        );
        let changed = self.ticks * 7 % self.count.max(1);
        for (at, line) in LINES.iter().take(self.count).enumerate() {
            let is_changed = self.ticks > 0 && at == changed;
            html.push_str(&line[usize::from(is_changed)]);
        }
        html.push_str("</ul>");
        Html::from(html)
    }
}
