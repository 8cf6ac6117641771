//! Pages that are sent to other URLs, and titles.

use std::borrow::Cow;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use axum::extract::Query;
use axum::http::{Request, StatusCode, Uri};
use serde::Deserialize;

use super::Page as Raw;
use crate::config::Limits;
use crate::event::Value;
use crate::identity::Identity;
use crate::log_limit::tests::Lines;
use crate::prelude::*;
use crate::seq::FrameSeq;
use crate::test::{Page, TestContext};
use crate::wire::Hello;
use crate::{Docent, Visitor};

/// A list whose page is in its URL.
#[derive(Default)]
struct List {
    page: u32,
    opened: u32,
    heading: String,
}

#[derive(Default, Deserialize)]
#[serde(default)]
struct Filter {
    page: u32,
}

#[live_view(LiveView)]
impl List {
    #[event_handler]
    fn next(&mut self, cx: &mut Context<'_, Self>) {
        self.page += 1;
        cx.patch_url(format!("?page={}", self.page));
    }

    #[event_handler]
    fn correct(&mut self, cx: &mut Context<'_, Self>) {
        cx.replace_url(format!("?page={}", self.page));
    }

    #[event_handler]
    fn filter(&mut self, by: String, cx: &mut Context<'_, Self>) {
        cx.patch_url(by);
    }

    #[event_handler]
    fn open(&mut self, to: String, cx: &mut Context<'_, Self>) {
        self.opened += 1;
        cx.redirect(to);
        cx.exec(Js::add_class("left"));
    }

    #[event_handler]
    fn pay(&mut self, at: String, cx: &mut Context<'_, Self>) {
        cx.redirect_external(at);
    }

    #[event_handler]
    fn wander(&mut self, cx: &mut Context<'_, Self>) {
        cx.redirect("/one");
        cx.redirect("/two");
        cx.patch_url("?page=9");
    }

    #[event_handler]
    async fn hang(&mut self) {
        std::future::pending::<()>().await;
    }

    #[event_handler]
    fn name(&mut self, heading: String) {
        self.heading = heading;
    }
}

impl View for List {
    fn render(&self) -> Html {
        Html::from(format!("<p>{} {}</p>", self.page, self.opened))
    }

    fn title(&self) -> Option<Cow<'_, str>> {
        (!self.heading.is_empty()).then(|| Cow::from(&self.heading))
    }

    async fn url_changed(
        &mut self,
        url: &Uri,
        cx: &mut Context<'_, Self>,
    ) -> Result<(), HandlerError> {
        let Query(Filter { page }) = Query::try_from_uri(url)?;
        if page > 99 {
            return Err(HandlerError::refused("There is no such page."));
        }
        self.page = page;
        cx.exec(Js::add_class("moved"));
        Ok(())
    }
}

fn mount(Query(Filter { page }): Query<Filter>) -> List {
    List {
        page,
        ..List::default()
    }
}

async fn at(docent: &Docent, url: &str) -> Page<List> {
    let request = Request::builder().uri(url).body(()).expect("a request");
    let page = Page::<List>::builder().docent(docent).request(request);
    page.mount(mount).await.expect("a view")
}

#[tokio::test(start_paused = true)]
async fn a_redirect_is_the_last_command_of_its_frame() {
    let mut page = Raw::open(&Docent::new(), &Visitor::new(), List::default()).await;
    page.event("open", r#"{"to":"/done?x=1"}"#);
    let frame = page.next().await;
    assert!(
        frame
            .text
            .ends_with(r#",[["add_class",{"names":"left"}],["navigate",{"url":"/done?x=1"}]],0]"#),
        "{frame}"
    );
}

#[tokio::test(start_paused = true)]
async fn of_several_journeys_of_a_frame_the_last_that_leaves_counts() {
    let mut page = Raw::open(&Docent::new(), &Visitor::new(), List::default()).await;
    let frame = page.fire("wander").await;
    assert!(
        frame.text.ends_with(r#",[["navigate",{"url":"/two"}]],0]"#),
        "{frame}"
    );
}

#[tokio::test(start_paused = true)]
async fn a_redirect_to_another_site_fails_its_event() {
    let mut page = Page::mount(List::default).await;
    for to in ["//evil.example", "https://evil.example", "javascript:x()"] {
        let refused = page.fire(List::EVENTS.open, [("to", to)]).await;
        assert_eq!(refused.expect_err("a failure").code(), "handler_failed");
        let refused = page.fire(List::EVENTS.pay, [("at", "/done")]).await;
        assert_eq!(refused.expect_err("a failure").code(), "handler_failed");
        assert_eq!(page.redirected_to(), None);
    }
    let pay = [("at", "https://pay.example/1")];
    page.fire(List::EVENTS.pay, pay).await.expect("a redirect");
    assert_eq!(
        page.redirected_to().as_deref(),
        Some("https://pay.example/1")
    );
}

#[tokio::test(start_paused = true)]
async fn a_refused_url_is_logged_with_what_its_method_takes() {
    let lines = Lines::default();
    let _guard = tracing::subscriber::set_default(lines.clone());
    let mut page = Page::mount(List::default).await;
    let foreign = "//evil.example";
    let opened = page.fire(List::EVENTS.open, [("to", foreign)]).await;
    opened.expect_err("a failure");
    let filtered = page.fire(List::EVENTS.filter, [("by", foreign)]).await;
    filtered.expect_err("a failure");
    let lines = lines.taken();
    let said = |text: &str| lines.iter().filter(|line| line.contains(text)).count();
    assert_eq!(said("it is no path of this site"), 2, "{lines:?}");
    assert_eq!(said("`redirect_external`"), 1, "{lines:?}");
    assert_eq!(said("`patch_url`"), 1, "{lines:?}");
}

/// A page that comes back having applied the frames up to `ack`.
fn comes_back(docent: &Docent, ack: u64) -> Raw {
    let session = docent.registry().all().pop().expect("the session lives");
    let (mut page, attachment) = Raw::connection(Hello {
        ack: FrameSeq(ack),
        ..Hello::default()
    });
    assert!(session.attach(Box::new(attachment)).is_ok());
    page.events = 1;
    page
}

#[tokio::test(start_paused = true)]
async fn a_redirect_that_is_lost_is_sent_again_until_confirmed() {
    let docent = Docent::new();
    let mut page = Raw::open(&docent, &Visitor::new(), List::default()).await;
    page.event("open", r#"{"to":"/done"}"#);
    page.next().await;
    for _ in 0..2 {
        let mut page = comes_back(&docent, 0);
        assert!(page.next().await.starts_with("[\"w\","));
        let snapshot = page.next().await;
        assert!(
            snapshot.ends_with(r#",[["navigate",{"url":"/done"}]]]"#),
            "{snapshot}"
        );
    }
    let mut page = comes_back(&docent, 3);
    assert!(page.next().await.starts_with("[\"w\","));
    page.event("name", r#"{"heading":"x"}"#);
    let frame = page.next().await;
    assert!(!frame.text.contains("navigate"), "{frame}");
}

#[tokio::test(start_paused = true)]
async fn back_and_forward_reach_the_view() {
    let mut page = at(&Docent::new(), "/list?page=1").await;
    for _ in 0..2 {
        page.fire(List::EVENTS.next, ()).await.expect("a page");
    }
    assert_eq!(
        (&*page.url(), &*page.html()),
        ("/list?page=3", "<p>3 0</p>")
    );
    page.go_back().await.expect("a page");
    page.go_back().await.expect("a page");
    assert_eq!(
        (&*page.url(), &*page.html()),
        ("/list?page=1", "<p>1 0</p>")
    );
    page.go_forward().await.expect("a page");
    assert_eq!(
        (&*page.url(), &*page.html()),
        ("/list?page=2", "<p>2 0</p>")
    );
    let commands = page.take_commands();
    let moved = commands.iter().filter(|one| one.name() == "add_class");
    assert_eq!(moved.count(), 3, "its context counts");
}

#[tokio::test(start_paused = true)]
async fn a_url_in_place_of_another_makes_no_entry() {
    let mut page = at(&Docent::new(), "/list?page=1").await;
    page.fire(List::EVENTS.next, ()).await.expect("a page");
    page.view(|list| list.page = 7).await;
    page.fire(List::EVENTS.correct, ()).await.expect("a page");
    assert_eq!(page.url(), "/list?page=7");
    page.go_back().await.expect("a page");
    assert_eq!(page.url(), "/list?page=1");
}

#[tokio::test(start_paused = true)]
async fn a_url_that_the_view_refuses_is_the_pages_to_load() {
    let mut page = at(&Docent::new(), "/list?page=100").await;
    page.view(|list| list.page = 1).await;
    page.fire(List::EVENTS.next, ()).await.expect("a page");
    let refusal = page.go_back().await.expect_err("a refusal");
    assert_eq!(refusal.code(), "refused");
    assert_eq!(page.html(), "<p>2 0</p>");
    page.reload().await;
    assert_eq!(
        (&*page.url(), &*page.html()),
        ("/list?page=100", "<p>100 0</p>")
    );
}

#[tokio::test(start_paused = true)]
async fn a_page_reports_nothing_but_a_path_as_its_url() {
    let mut page = Page::mount(List::default).await;
    for url in [
        Value::from("https://evil.example/"),
        Value::from("page"),
        Value::from("/\u{7f}"),
        Value::from(5),
        Value::Null,
    ] {
        let params = Value::map([("url", url)]);
        let refusal = page
            .send("@url", params, None)
            .await
            .expect_err("a refusal");
        assert_eq!(refusal.code(), "ill_typed_parameter");
    }
    let refusal = page.send("@url", Value::map::<&str>([]), None).await;
    assert_eq!(refusal.expect_err("a refusal").code(), "missing_parameter");
}

#[tokio::test(start_paused = true)]
async fn a_url_waits_in_the_queue_with_other_events() {
    let mut page = at(&Docent::new(), "/list").await;
    let visit = |page: u32| Value::map([("url", Value::from(format!("/list?page={page}")))]);
    page.send_without_waiting("hang", Value::Null).await;
    page.send_without_waiting("@url", visit(8)).await;
    page.send_without_waiting("next", Value::Null).await;
    assert_eq!(page.html(), "<p>0 0</p>");
    page.advance(Limits::default().handler_timeout).await;
    assert_eq!(page.html(), "<p>9 0</p>");
    for number in 0..60 {
        page.send_without_waiting("@url", visit(number)).await;
    }
    let refused = page.refusals();
    assert!(refused.iter().any(|refusal| refusal.code() == "too_fast"));
}

#[tokio::test(start_paused = true)]
async fn a_page_finds_its_session_again_at_its_patched_url() {
    let docent = Docent::new();
    let mut page = at(&docent, "/list?page=1").await;
    let session = page.guide().session_id();
    page.view(|list| list.opened = 5).await;
    page.fire(List::EVENTS.next, ()).await.expect("a page");
    page.disconnect().await;
    page.reconnect().await;
    assert_eq!(page.guide().session_id(), session);
    assert_eq!(page.html(), "<p>2 5</p>");
    page.go_back().await.expect("a page");
    page.disconnect().await;
    page.reconnect().await;
    assert_eq!(page.guide().session_id(), session);
    assert_eq!(page.html(), "<p>1 5</p>");
}

#[tokio::test(start_paused = true)]
async fn a_page_whose_url_was_patched_stays_at_its_route() {
    let docent = Docent::new();
    let mut page = at(&docent, "/list").await;
    let own = page.identity().clone();
    let id = page.guide().session_id().to_string();
    let is_found = |place| {
        let page = Identity {
            place,
            ..own.clone()
        };
        docent.registry().find(&id, &page).is_some()
    };
    assert!(!is_found(docent.place(0, "/list?page=1")));
    page.fire(List::EVENTS.next, ()).await.expect("a page");
    assert!(is_found(docent.place(0, "/list?page=1")));
    assert!(!is_found(docent.place(1, "/list?page=1")));
}

#[tokio::test(start_paused = true)]
async fn a_refusal_at_a_patched_url_ends_its_session() {
    let docent = Docent::new();
    let refuses = Arc::new(AtomicBool::new(false));
    let mount = {
        let refuses = Arc::clone(&refuses);
        move || match refuses.load(Ordering::Relaxed) {
            true => Err(StatusCode::FORBIDDEN),
            false => Ok(List::default()),
        }
    };
    let builder = Page::<List>::builder().docent(&docent);
    let mut page = builder.mount(mount).await.expect("a view");
    let builder = Page::<List>::builder()
        .server(page.server())
        .visitor(page.visitor());
    let other = builder.mount(List::default).await.expect("a view");
    page.fire(List::EVENTS.next, ()).await.expect("a page");
    page.disconnect().await;
    refuses.store(true, Ordering::Relaxed);
    page.try_reconnect().await.expect_err("a refusal");
    let sessions = docent.registry().all();
    assert_eq!(sessions.len(), 1, "only that of the other page lives");
    assert!(other.is_connected());
}

#[tokio::test(start_paused = true)]
async fn a_title_is_sent_when_it_changes() {
    let mut page = Page::open(List {
        heading: "One".to_owned(),
        ..List::default()
    })
    .await;
    assert_eq!(page.title().as_deref(), Some("One"));
    let title = |page: &mut Page<List>| {
        let commands = page.take_commands();
        assert!(commands.iter().all(|one| one.name() != "title"));
        page.title()
    };
    let name = [("heading", "Two")];
    page.fire(List::EVENTS.name, name).await.expect("a title");
    assert_eq!(title(&mut page).as_deref(), Some("Two"));
    // None leaves it.
    let name = [("heading", "")];
    page.fire(List::EVENTS.name, name).await.expect("a title");
    assert_eq!(title(&mut page).as_deref(), Some("Two"));
}

#[tokio::test(start_paused = true)]
async fn a_title_that_is_the_same_is_not_sent() {
    let mut page = Raw::open(&Docent::new(), &Visitor::new(), List::default()).await;
    page.event("name", r#"{"heading":"One"}"#);
    let frame = page.next().await;
    assert!(
        frame.text.contains(r#"["title",{"text":"One"}]"#),
        "{frame}"
    );
    page.event("name", r#"{"heading":"One"}"#);
    let frame = page.next().await;
    assert!(!frame.text.contains("title"), "{frame}");
}

#[tokio::test(start_paused = true)]
async fn at_most_1024_bytes_of_a_title_are_sent() {
    let mut page = Page::mount(List::default).await;
    let long = "é".repeat(1_000);
    let name = [("heading", &*long)];
    page.fire(List::EVENTS.name, name).await.expect("a title");
    assert_eq!(page.title().as_deref(), Some(&long[..1024]));
}

#[test]
fn a_unit_test_sees_where_a_handler_sends_the_page() {
    let (mut list, mut test) = (List::default(), TestContext::new());
    list.next(&mut test.context());
    assert_eq!(test.patched_url(), Some("?page=1"));
    assert_eq!(test.redirected_to(), None);
    list.open("/done".to_owned(), &mut test.context());
    assert_eq!(test.redirected_to(), Some("/done"));
}
