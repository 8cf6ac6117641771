//! Tours over several pages: where a step is shown, and what counts elsewhere.

use std::borrow::Cow;
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, Mutex};
use std::time::Duration;

use axum::http::Request;

use super::{Frame, Page as Frames, assert_shows};
use crate::Docent;
use crate::app::view::Live;
use crate::event::Value;
use crate::js::Js;
use crate::log_limit::tests::Lines;
use crate::panics::lock;
use crate::prelude::*;
use crate::render::{digest, digest_text};
use crate::seq::FrameSeq;
use crate::session::Session;
use crate::store::{MemoryStore, Progress, ProgressKey, ProgressStore, Revision, StoreFuture};
use crate::test::{Page, Server, ShownElsewhere};
use crate::tour::{Elsewhere, OnMissing, Step, Tour, Tutorial, Wait};
use crate::visitor::Visitor;
use crate::wire::Hello;
use crate::wire::page::{self, Command};
use crate::wire::transport::Attachment;

#[derive(Default)]
struct Shop {
    has_order: bool,
    order: u32,
}

struct Paid;

#[live_view(TutorialMixin, LiveView)]
impl Shop {
    #[event_handler]
    fn order(&mut self) {
        self.has_order = true;
        self.order = 7;
    }

    /// Has the view for five seconds.
    #[event_handler]
    async fn ponder(&mut self) {
        tokio::time::sleep(Duration::from_secs(5)).await;
    }

    #[event_handler]
    fn search(&mut self, cx: &mut Context<'_, Self>) {
        cx.patch_url("/orders/7?tab=2");
    }
}

impl View for Shop {
    fn render(&self) -> Html {
        Html::default()
    }
}

fn own_order(shop: &Shop) -> Cow<'static, str> {
    format!("/orders/{}", shop.order).into()
}

fn enter() -> Js {
    Js::add_class("open").to("#cart")
}

fn exit() -> Js {
    Js::remove_class("open").to("#cart")
}

static STEPS: [Step<Shop>; 6] = [
    Step::new("#shelf", "Order some tea.")
        .page("/shelf")
        .wait_for(Wait::on(Shop::EVENTS.order))
        .on_enter(enter)
        .on_exit(exit),
    Step::new("#pay", "Pay for it.")
        .page("/orders/{id}")
        .href_from(own_order)
        .wait_for_any(const { &[Wait::app::<Paid>(), Wait::dom("click"), Wait::next()] })
        .timeout(Duration::from_secs(60)),
    Step::new("#address", "Say where you live.")
        .page("/address")
        .elsewhere(Elsewhere::Go)
        .skip_if(|shop: &Shop| shop.has_order)
        .wait_for(Wait::next()),
    Step::new("#order", "There it is.")
        .page_from(own_order)
        .on_missing(OnMissing::Skip)
        .wait_for(Wait::next()),
    Step::new("#help", "Read on.")
        .page("/docs/{*rest}")
        .elsewhere(Elsewhere::Wait)
        .wait_for(Wait::next()),
    Step::new("#anywhere", "That was all.").wait_for(Wait::next()),
];
static TOUR: Tour<Shop> = Tour::new("shop", &STEPS);

impl Tutorial for Shop {
    fn tour() -> &'static Tour<Self> {
        &TOUR
    }
}

async fn opened(server: &Server, url: &str) -> Page<Shop> {
    let request = Request::builder().uri(url).body(()).expect("a request");
    let page = Page::<Shop>::builder().server(server).request(request);
    page.mount(Shop::default).await.expect("a view")
}

/// The tour at that step, on a page that is there.
async fn at(step: usize, url: &str) -> Page<Shop> {
    let mut page = opened(&Server::default(), url).await;
    page.start_tutorial().await.expect("a tour");
    for _ in 0..step {
        page.skip().await;
    }
    page
}

fn elsewhere(page: &Page<Shop>) -> Option<ShownElsewhere> {
    page.step().expect("a step").elsewhere
}

fn link(href: &str) -> Option<ShownElsewhere> {
    Some(ShownElsewhere::Link(href.to_owned()))
}

fn target(page: &Page<Shop>) -> String {
    page.step().expect("a step").target
}

fn causes(page: &Page<Shop>) -> Vec<String> {
    let ended = page.ended_steps().into_iter();
    ended.map(|ended| ended.cause).collect()
}

#[tokio::test(start_paused = true)]
async fn a_step_is_shown_on_its_page_and_linked_to_elsewhere() {
    let mut page = at(0, "/?from=mail").await;
    let step = page.step().expect("a step");
    assert_eq!(step.elsewhere, link("/shelf"));
    assert_eq!((&*step.text, &*step.target), ("Order some tea.", ""));
    page.move_to("/shelf").await;
    assert_eq!((target(&page), elsewhere(&page)), ("#shelf".into(), None));
    page.move_to("/elsewhere").await;
    assert_eq!(elsewhere(&page), link("/shelf"));
}

/// A page whose frames are read as they come, and what is below that base path.
async fn read(docent: &Docent, visitor: &Visitor, path: Option<&str>, base: &str) -> Frames {
    let hello = Hello {
        path: path.map(str::to_owned),
        digest: Some(digest_text(digest(&Html::default()), None)),
        ..Hello::default()
    };
    let (mut page, attachment) = Frames::connection(hello);
    let attachment = Attachment {
        base: base.into(),
        ..attachment
    };
    let (docent, visitor) = (docent.clone(), visitor.clone());
    let (_, session) = Session::task(Shop::default(), docent, visitor, attachment, 0);
    tokio::spawn(session);
    assert!(page.next().await.starts_with("[\"w\","));
    page
}

/// The names of a frame's operations of the tour.
fn names(frame: &Frame) -> Vec<&str> {
    frame.inside().map(Command::name).collect()
}

#[tokio::test(start_paused = true)]
async fn the_commands_of_a_step_go_with_it() {
    let mut page = read(&Docent::new(), &Visitor::new(), Some("/shelf"), "").await;
    let shown = page.fire("start_tutorial").await;
    assert_eq!(names(&shown), ["at", "step", "add_class"]);
    page.send(page::here("/"));
    let left = page.next().await;
    assert_eq!(names(&left), ["remove_class", "at", "step"]);
    page.send(page::here("/shelf"));
    let back = page.next().await;
    assert_eq!(names(&back), ["at", "step", "add_class"]);
    page.control(1, 3, "skip");
    let ended = page.next().await;
    assert_eq!(names(&ended)[..2], ["remove_class", "end"], "{ended}");
}

#[tokio::test(start_paused = true)]
async fn each_change_of_page_is_a_visit_of_its_own() {
    let mut page = at(0, "/shelf").await;
    let before = page.place().expect("a step");
    page.move_to("/").await;
    let between = page.place().expect("a step");
    assert!(between.run == before.run && between.visit > before.visit);
    page.move_to("/shelf").await;
    assert!(page.place().expect("a step").visit > between.visit);
    assert!(causes(&page).is_empty(), "it has not ended");
}

#[tokio::test(start_paused = true)]
async fn the_base_path_is_kept_until_the_path_is_known() {
    let docent = Docent::new();
    let mut page = read(&docent, &Visitor::new(), None, "/tools").await;
    assert_shows(&page.fire("start_tutorial").await, "#shelf");
    page.send(page::here("/tools/shelf"));
    page.silent().await;
    page.send(page::here("/tools/other"));
    let frame = page.next().await;
    assert!(frame.contains("\"href\":\"/tools/shelf\""), "{frame}");
}

#[tokio::test(start_paused = true)]
async fn a_page_that_returns_below_another_base_path_is_known() {
    let docent = Docent::new();
    let mut page = read(&docent, &Visitor::new(), Some("/shelf"), "").await;
    assert_shows(&page.fire("start_tutorial").await, "#shelf");
    let session = docent.registry().all().pop().expect("the session lives");
    let (mut page, attachment) = Frames::connection(Hello {
        epoch: 1,
        ack: FrameSeq(1),
        path: Some("/tools/shelf".to_owned()),
        ..Hello::default()
    });
    let attachment = Attachment {
        base: "/tools".into(),
        ..attachment
    };
    assert!(session.attach(Box::new(attachment)).is_ok());
    assert!(page.next().await.starts_with("[\"w\","));
    assert_shows(&page.next().await, "#shelf");
    page.send(page::here("/tools/other"));
    let frame = page.next().await;
    assert!(frame.contains("\"href\":\"/tools/shelf\""), "{frame}");
}

#[tokio::test(start_paused = true)]
async fn a_handler_ends_a_step_on_any_page() {
    let mut page = at(0, "/").await;
    page.fire(Shop::EVENTS.order, ()).await.expect("an order");
    assert_eq!(causes(&page), ["completed"]);
    assert_eq!(elsewhere(&page), link("/orders/7"));
    page.emit(Paid).await.expect("a session");
    assert_eq!(causes(&page), ["completed", "completed"]);
}

#[tokio::test(start_paused = true)]
async fn reports_of_the_page_do_not_count_elsewhere() {
    let mut page = at(1, "/").await;
    page.report_done().await;
    page.report_missing().await;
    assert_eq!(causes(&page), ["skipped"]);
    // Skip is not Next there.
    page.skip().await;
    assert_eq!(causes(&page), ["skipped", "skipped"]);
    let mut page = at(1, "/orders/1").await;
    assert_eq!(target(&page), "#pay");
    page.report_done().await;
    assert_eq!(causes(&page), ["skipped", "completed"]);
}

#[tokio::test(start_paused = true)]
async fn a_step_is_missing_only_on_its_page() {
    let mut page = at(3, "/").await;
    page.report_missing().await;
    assert_eq!(elsewhere(&page), link("/orders/0"));
    page.move_to("/orders/0").await;
    page.report_missing().await;
    assert_eq!(causes(&page).last().map(String::as_str), Some("missing"));
}

#[tokio::test(start_paused = true)]
async fn time_runs_only_on_the_step_s_page() {
    let mut page = at(1, "/orders/1").await;
    page.advance(Duration::from_secs(40)).await;
    page.move_to("/").await;
    page.resume().await;
    page.advance(Duration::from_secs(600)).await;
    assert_eq!(causes(&page), ["skipped"]);
    page.move_to("/orders/2").await;
    page.advance(Duration::from_secs(19)).await;
    assert_eq!(causes(&page), ["skipped"]);
    page.advance(Duration::from_secs(2)).await;
    assert_eq!(causes(&page), ["skipped", "timed_out"]);
}

#[tokio::test(start_paused = true)]
async fn a_step_that_is_back_before_its_link_is_shown_once() {
    let mut page = at(1, "/orders/1").await;
    page.advance(Duration::from_secs(40)).await;
    // The link needs the view, which a handler has until the step is back.
    page.send_without_waiting("ponder", Value::Null).await;
    page.move_to("/other").await;
    page.move_to("/orders/2").await;
    page.advance(Duration::from_secs(5)).await;
    page.advance(Duration::from_secs(14)).await;
    assert_eq!(causes(&page), ["skipped"]);
    page.advance(Duration::from_secs(2)).await;
    assert_eq!(causes(&page), ["skipped", "timed_out"]);
}

#[tokio::test(start_paused = true)]
async fn skip_if_is_asked_only_on_the_step_s_page() {
    let mut page = at(2, "/").await;
    page.view(|shop| shop.has_order = true).await;
    let go = Some(ShownElsewhere::Go("/address".to_owned()));
    assert_eq!(elsewhere(&page), go);
    page.move_to("/other").await;
    assert_eq!(elsewhere(&page), go);
    page.move_to("/address").await;
    assert_eq!(causes(&page), ["skipped", "skipped", "satisfied"]);
}

#[tokio::test(start_paused = true)]
async fn back_shows_a_step_that_is_done_on_its_page() {
    let mut page = at(2, "/address").await;
    assert_eq!(target(&page), "#address");
    page.view(|shop| shop.has_order = true).await;
    page.skip().await;
    page.move_to("/").await;
    page.back().await;
    page.move_to("/address").await;
    assert_eq!(target(&page), "#address");
}

#[tokio::test(start_paused = true)]
async fn a_page_that_the_view_makes_is_asked_for_at_each_path() {
    let mut page = at(3, "/").await;
    assert_eq!(elsewhere(&page), link("/orders/0"));
    page.view(|shop| shop.order = 3).await;
    page.move_to("/orders/0").await;
    assert_eq!(elsewhere(&page), link("/orders/3"));
    page.move_to("/orders/3").await;
    assert_eq!(target(&page), "#order");
}

#[tokio::test(start_paused = true)]
async fn a_step_that_waits_elsewhere_shows_nothing() {
    let mut page = at(4, "/").await;
    assert_eq!(elsewhere(&page), Some(ShownElsewhere::Nothing));
    page.move_to("/docs/tea/green").await;
    assert_eq!(target(&page), "#help");
    page.skip().await;
    assert_eq!(causes(&page).last().map(String::as_str), Some("completed"));
    assert_eq!(
        (target(&page), elsewhere(&page)),
        ("#anywhere".into(), None)
    );
}

#[tokio::test(start_paused = true)]
async fn a_url_that_a_handler_changes_moves_the_tour() {
    let mut page = at(1, "/").await;
    page.fire(Shop::EVENTS.search, ()).await.expect("a search");
    assert_eq!(page.url(), "/orders/7?tab=2");
    assert_eq!(target(&page), "#pay");
}

#[tokio::test(start_paused = true)]
async fn a_page_that_its_script_moves_is_reloaded_there() {
    let mut page = at(0, "/").await;
    page.move_to("/shelf?sort=name").await;
    assert_eq!(page.url(), "/shelf?sort=name");
    page.reload().await;
    assert_eq!(target(&page), "#shelf");
    page.move_to("/other").await;
    // The view knows no URLs; the path is another one all the same.
    assert!(page.go_back().await.is_err());
    assert_eq!(
        (&*page.url(), &*target(&page)),
        ("/shelf?sort=name", "#shelf")
    );
}

#[tokio::test(start_paused = true)]
async fn pages_of_steps_are_below_the_base_path() {
    let server = Server::new(Docent::builder().base_path("/tools").build());
    let mut page = opened(&server, "/tools").await;
    page.start_tutorial().await.expect("a tour");
    assert_eq!(elsewhere(&page), link("/tools/shelf"));
    page.visit("/tools/shelf").await;
    assert_eq!((target(&page), elsewhere(&page)), ("#shelf".into(), None));
}

#[tokio::test(start_paused = true)]
async fn a_tour_goes_on_in_the_page_that_is_loaded_next() {
    let mut page = at(1, "/").await;
    page.visit("/orders/5").await;
    assert_eq!(target(&page), "#pay");
    page.skip().await;
    page.visit("/address").await;
    assert_eq!((target(&page), elsewhere(&page)), ("#address".into(), None));
}

#[tokio::test(start_paused = true)]
async fn a_reconnect_brings_the_path_with_it() {
    let mut page = at(0, "/").await;
    page.disconnect().await;
    page.move_to("/shelf").await;
    assert_eq!(elsewhere(&page), link("/shelf"));
    page.reconnect().await;
    assert_eq!(target(&page), "#shelf");
}

/// A page of the same visitor, which takes the tour of the first, whose connection is gone.
async fn taken(first: &mut Page<Shop>) -> Page<Shop> {
    first.start_tutorial().await.expect("a tour");
    first.disconnect().await;
    let builder = Page::<Shop>::builder().server(first.server());
    let second = builder.visitor(first.visitor()).mount(Shop::default);
    let second = second.await.expect("a view");
    assert_eq!(elsewhere(&second), link("/shelf"));
    second
}

#[tokio::test(start_paused = true)]
async fn a_page_that_only_reconnects_does_not_take_the_tour_back() {
    let mut first = opened(&Server::default(), "/shelf").await;
    let second = taken(&mut first).await;
    first.reconnect().await;
    assert!(first.step().is_none() && second.step().is_some());
}

#[tokio::test(start_paused = true)]
async fn a_page_that_back_restores_takes_the_tour_once() {
    let mut first = opened(&Server::default(), "/shelf").await;
    let mut second = taken(&mut first).await;
    first.restore().await;
    assert_eq!(target(&first), "#shelf");
    assert!(second.step().is_none());
    // It repeats its report with each connection.
    second.reload().await;
    first.reconnect().await;
    assert!(first.step().is_none() && second.step().is_some());
}

/// A store that counts how often it is asked.
#[derive(Default)]
struct Counting {
    memory: MemoryStore,
    loads: Arc<AtomicU64>,
}

impl ProgressStore for Counting {
    fn load(&self, key: ProgressKey) -> StoreFuture<Option<(Progress, Revision)>> {
        self.loads.fetch_add(1, Ordering::Relaxed);
        self.memory.load(key)
    }

    fn save(
        &self,
        key: ProgressKey,
        replaces: Option<Revision>,
        progress: Progress,
    ) -> StoreFuture<Revision> {
        self.memory.save(key, replaces, progress)
    }
}

#[tokio::test(start_paused = true)]
async fn a_restored_page_asks_the_store_once() {
    let store = Counting::default();
    let loads = Arc::clone(&store.loads);
    let docent = Docent::builder().progress(store).build();
    let visitor = Visitor::new();
    let mut first = read(&docent, &visitor, Some("/shelf"), "").await;
    first.fire("start_tutorial").await;
    let mut second = read(&docent, &visitor, Some("/shelf"), "").await;
    assert_shows(&second.next().await, "#shelf");
    second.fire("cancel_tutorial").await;
    first.next().await;
    let before = loads.load(Ordering::Relaxed);
    first.control(1, 1, "again");
    first.silent().await;
    let asked = loads.load(Ordering::Relaxed);
    assert!(asked > before, "the tour might go on");
    first.control(1, 1, "again");
    first.silent().await;
    assert_eq!(loads.load(Ordering::Relaxed), asked);
}

/// A view whose step has no page that can be linked to.
macro_rules! unlinked {
    ($view:ident, $step:expr) => {
        #[derive(Default)]
        struct $view;

        #[live_view(TutorialMixin, LiveView)]
        impl $view {}

        impl View for $view {
            fn render(&self) -> Html {
                Html::default()
            }
        }

        impl Tutorial for $view {
            fn tour() -> &'static Tour<Self> {
                static STEPS: [Step<$view>; 1] = [$step];
                static TOUR: Tour<$view> = Tour::new("unlinked", &STEPS);
                &TOUR
            }
        }
    };
}

/// What is logged of a tour whose page is at many paths, one after the other.
async fn logged<V: Live + Tutorial>(view: V) -> Vec<String> {
    let lines = Lines::default();
    let _guard = tracing::subscriber::set_default(lines.clone());
    let mut page = Page::open(view).await;
    page.start_tutorial().await.expect("a tour");
    for path in ["/b", "/c", "/b"] {
        let shown = page.step().expect("a step").elsewhere;
        assert_eq!(shown, Some(ShownElsewhere::Link(String::new())));
        page.move_to(path).await;
    }
    let is_of_link = |line: &String| line.contains("is not linked to");
    lines.taken().into_iter().filter(is_of_link).collect()
}

#[tokio::test(start_paused = true)]
async fn a_link_to_another_site_is_logged_once_and_not_followed() {
    unlinked!(
        Foreign,
        Step::new("#a", "Look.")
            .page("/a")
            .elsewhere(Elsewhere::Go)
            .href_from(|_| "//evil.example".into())
            .wait_for(Wait::next())
    );
    let lines = logged(Foreign).await;
    assert_eq!(lines.len(), 1, "{lines:?}");
    assert!(
        lines[0].contains("its `href` is no path of this site"),
        "{lines:?}"
    );
    // No redirect to another site can be written there.
    assert!(!lines[0].contains("external"), "{lines:?}");
}

#[tokio::test(start_paused = true)]
async fn a_page_of_another_site_is_logged_as_a_page() {
    unlinked!(
        ForeignPage,
        Step::new("#a", "Look.")
            .page("//evil.example")
            .elsewhere(Elsewhere::Go)
            .wait_for(Wait::next())
    );
    let lines = logged(ForeignPage).await;
    assert_eq!(lines.len(), 1, "{lines:?}");
    assert!(
        lines[0].contains("its `page` is no path of this site"),
        "{lines:?}"
    );
}

#[tokio::test(start_paused = true)]
async fn a_pattern_is_logged_once_and_not_followed() {
    unlinked!(
        Pattern,
        Step::new("#a", "Look.")
            .page("/orders/{id}")
            .elsewhere(Elsewhere::Go)
            .wait_for(Wait::next())
    );
    let lines = logged(Pattern).await;
    assert_eq!(lines.len(), 1, "{lines:?}");
    assert!(lines[0].contains("add a `href`"), "{lines:?}");
}

static SEEN: Mutex<Vec<String>> = Mutex::new(Vec::new());

#[tokio::test(start_paused = true)]
async fn the_hook_gets_a_step_once_its_page_shows_it() {
    let docent = Docent::builder().on_tour_event(|report| {
        lock(&SEEN).push(format!("{:?}", report.stage));
    });
    let server = Server::new(docent.build());
    let mut page = opened(&server, "/").await;
    page.start_tutorial().await.expect("a tour");
    let shown = || {
        lock(&SEEN)
            .iter()
            .filter(|stage| stage.contains("Shown"))
            .count()
    };
    assert_eq!(shown(), 0);
    page.move_to("/shelf").await;
    assert_eq!(shown(), 1);
    page.move_to("/").await;
    page.move_to("/shelf").await;
    assert_eq!(shown(), 1, "it has not ended");
    page.skip().await;
    page.back().await;
    assert_eq!(shown(), 2);
}
