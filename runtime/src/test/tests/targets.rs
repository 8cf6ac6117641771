//! Walks through tours whose pages have what they point at, or not.

use axum::http::Request;

use crate::Docent;
use crate::event::Value;
use crate::prelude::*;
use crate::test::{Page, Targets, check_targets};
use crate::tour::Tutorial;
use crate::{AttachedView, page};

/// A list whose form is there once it was opened.
#[derive(Default)]
struct Notes {
    is_open: bool,
    /// What the test puts in the page beside it.
    extra: &'static str,
    is_short: bool,
}

#[live_view(TutorialMixin, LiveView)]
impl Notes {
    #[event_handler]
    fn open(&mut self) {
        self.is_open = true;
    }
}

impl View for Notes {
    fn render(&self) -> Html {
        let form = match self.is_open {
            true => r#"<form id="note-form"></form>"#,
            false => "",
        };
        let extra = self.extra;
        Html::from(format!(
            r#"<button id="new" dj-click="open">New</button>{form}{extra}"#
        ))
    }
}

tutorial! {
    <Notes>

    step open {
        target: "#new",
        message: "Begin a note.",
        wait_for: open,
        next: [done if |view| view.is_short],
    }
    step { target: "#note-form", message: "Here it is.", wait_for: next }
    step done { target: "#new", message: "That was it.", timeout: 4s }
}

async fn walk(view: Notes) -> Targets {
    let mut page = Page::open(view).await;
    let targets = page.walk(async |page, step| match step.name.as_deref() {
        Some("open") => page.click("#new").await,
        _ => Ok(()),
    });
    targets.await
}

#[tokio::test(start_paused = true)]
async fn a_walk_does_what_the_steps_ask_for() {
    let targets = walk(Notes::default()).await;
    targets.assert_found();
    assert_eq!(
        targets.to_string(),
        "the targets of 3 steps are on the page:
ok     step 1 of 3 `open`: `#new`
ok     step 2 of 3: `#note-form`
ok     step 3 of 3 `done`: `#new`"
    );
}

#[tokio::test(start_paused = true)]
async fn a_missing_target_comes_with_what_is_spelled_alike() {
    let mut page = Page::open(Notes {
        extra: r#"<form id="notes-form"></form>"#,
        ..Notes::default()
    })
    .await;
    let targets = page.walk(async |_, _| Ok(())).await;
    assert!(!targets.are_found());
    assert_eq!(
        targets.to_string(),
        "1 of 3 targets is not on the page as its step needs it:
ok     step 1 of 3 `open`: `#new`
FAULT  step 2 of 3: no element matches `#note-form`; did you mean `#notes-form`?
ok     step 3 of 3 `done`: `#new`"
    );
}

#[tokio::test(start_paused = true)]
#[should_panic(expected = "2 elements match `#new`, and the page takes the first")]
async fn a_target_is_there_once() {
    let extra = r#"<p id="new">New</p>"#;
    let mut page = Page::open(Notes {
        extra,
        ..Notes::default()
    })
    .await;
    page.walk(async |_, _| Ok(())).await.assert_found();
}

#[tokio::test(start_paused = true)]
async fn a_step_that_no_walk_shows_is_a_fault() {
    let short = || Notes {
        is_short: true,
        ..Notes::default()
    };
    let targets = walk(short()).await;
    let line = "FAULT  step 2 of 3: the step was not shown";
    assert!(targets.to_string().contains(line), "{targets}");
    let both = walk(short()).await.and(walk(Notes::default()).await);
    both.assert_found();
    let both = walk(Notes::default()).await.and(walk(short()).await);
    both.assert_found();
}

#[tokio::test(start_paused = true)]
async fn a_refused_action_ends_the_walk() {
    let mut page = Page::open(Notes::default()).await;
    let targets = page.walk(async |page, _| page.send("opne", Value::Null, None).await);
    let targets = targets.await.to_string();
    let expected = "the walk ended early: the walk's own action at step 1 of 3: ";
    assert!(targets.contains(expected), "{targets}");
}

#[derive(Default)]
struct Hides;

#[live_view(TutorialMixin, AttachedView)]
impl Hides {}

tutorial! {
    <Hides>
    step { target: "#it", message: "", wait_for: next }
}

#[test]
fn what_hides_a_target_is_named() {
    for (html, expected) in [
        (
            r#"<p id="it" hidden>"#,
            r#"`#it` cannot be seen: <p id="it" hidden> has the attribute `hidden`"#,
        ),
        (
            r#"<div style="display:none"><p id="it">"#,
            r#"`#it` cannot be seen: <p id="it"> is in <div>, which has the style `display: none`"#,
        ),
        (
            r#"<input id="it" type="hidden">"#,
            r#"`#it` cannot be seen: <input id="it" type="hidden"> is a hidden field"#,
        ),
        (
            r#"<details><summary>More</summary><p id="it">"#,
            r#"`#it` cannot be seen: <p id="it"> is in <details> "More", which is not open"#,
        ),
        (
            r#"<template><p id="it"></p></template>"#,
            "no element matches `#it`; one in a `<template>` does, which is never shown",
        ),
        ("<p>", "no element matches `#it`"),
    ] {
        let targets = check_targets(Hides::tour(), [html]);
        assert!(!targets.are_found(), "{html}");
        let check = targets.checks()[0].to_string();
        assert_eq!(check, format!("step 1 of 1: {expected}"));
    }
}

#[test]
fn a_hidden_copy_of_a_target_is_no_fault() {
    let page = r#"<nav hidden><p id="it"></p></nav><p id="it"></p>"#;
    check_targets(Hides::tour(), [page]).assert_found();
}

#[test]
fn each_target_is_on_one_of_the_pages() {
    let pages = ["<p>", r#"<p id="it">"#, "<p hidden id=it>"];
    check_targets(Hides::tour(), pages).assert_found();
    let none: [&str; 0] = [];
    assert!(!check_targets(Hides::tour(), none).are_found());
}

#[derive(Default)]
struct Lenient;

#[live_view(TutorialMixin, LiveView)]
impl Lenient {
    #[event_handler(overrides = TutorialMixin)]
    fn skip_tutorial(&mut self) {}
}

impl View for Lenient {
    fn render(&self) -> Html {
        Html::from(r#"<nav id="menu" hidden>Menu</nav>"#)
    }
}

tutorial! {
    <Lenient>
    step {
        target: "#menu",
        message: "Opened by the step.",
        on_enter: Js::remove_attr("hidden").to("#menu"),
        wait_for: dom("click"),
    }
    step { target: "#gone", message: "", on_missing: skip, wait_for: dom("click", "#menu") }
    step { target: "#gone", message: "", on_missing: center, wait_for: next }
}

#[tokio::test(start_paused = true)]
async fn a_walk_ends_where_skip_leads_nowhere() {
    let mut page = Page::mount(Lenient::default).await;
    let targets = page.walk(async |_, _| Ok(())).await.to_string();
    assert!(
        targets.contains("Skip does not leave step 1 of 3"),
        "{targets}"
    );
}

#[tokio::test(start_paused = true)]
async fn what_a_step_allows_or_brings_is_no_fault() {
    let mut page = Page::mount(Lenient::default).await;
    let targets = page.walk(async |page, _| {
        page.report_done().await;
        Ok(())
    });
    let targets = targets.await.to_string();
    for line in [
        "ok     step 1 of 3: `#menu`",
        "ok     step 2 of 3: no element matches `#gone`, which the step allows",
        "ok     step 3 of 3: no element matches `#gone`, which the step allows",
    ] {
        assert!(targets.contains(line), "{targets}");
    }
}

#[derive(Default)]
struct InLayout {
    pressed: u32,
}

#[live_view(TutorialMixin, LiveView)]
impl InLayout {
    #[event_handler]
    fn press(&mut self) {
        self.pressed += 1;
    }
}

impl View for InLayout {
    fn render(&self) -> Html {
        Html::from(format!("<p>{}</p>", self.pressed))
    }
}

tutorial! {
    <InLayout>
    step { target: "#nav", message: "", wait_for: dom("click") }
    step { target: "p", message: "", wait_for: press }
}

fn layout(page: page::Page) -> Html {
    Html::from(format!(
        r##"<!doctype html><html><head><title>p</title>{}</head>
            <body><a id="nav" href="#top">Home</a>{}</body></html>"##,
        page.head(),
        page.body()
    ))
}

#[tokio::test(start_paused = true)]
async fn a_target_in_the_layout_is_found_with_the_layout() {
    let walk = async |mut page: Page<InLayout>| page.walk(async |_, _| Ok(())).await;
    let page = Page::<InLayout>::builder().layout(layout);
    let page = page.mount(InLayout::default).await.expect("a view");
    walk(page).await.assert_found();
    let page = Page::mount(InLayout::default).await;
    assert!(!walk(page).await.are_found());
}

#[tokio::test(start_paused = true)]
async fn a_layout_is_given_the_request_of_its_page() {
    let request = Request::builder().uri("/shop?sort=name");
    let request = request.header("accept-language", "de").extension(7_u32);
    let docent = Docent::builder().base_path("/tools").build();
    let builder = Page::<InLayout>::builder().docent(&docent);
    let builder = builder.request(request.body(()).expect("a request"));
    let builder = builder.layout(|page: page::Page| {
        let request = page.request();
        let language = &request.headers["accept-language"];
        let extension = request.extensions.get::<u32>().copied().unwrap_or_default();
        let shown = format!("{} {language:?} {extension}", request.uri);
        Html::from(format!("{}<h1>{shown}</h1>{}", page.head(), page.body()))
    });
    let mut page = builder.mount(InLayout::default).await.expect("a view");
    assert_eq!(page.text("h1"), "/shop?sort=name \"de\" 7");
    let script = page.attribute("script", "src").expect("a script");
    assert!(script.starts_with("/tools/"), "{script}");
    page.visit("/cart").await;
    assert_eq!(page.text("h1"), "/cart \"de\" 7");
}

#[tokio::test(start_paused = true)]
async fn what_is_around_the_live_part_stays_at_a_render() {
    let page = Page::<InLayout>::builder().layout(layout);
    let mut page = page.mount(InLayout::default).await.expect("a view");
    page.fire(InLayout::EVENTS.press, ())
        .await
        .expect("handled");
    assert_eq!(
        (page.text("p"), page.text("#nav")),
        ("1".into(), "Home".into())
    );
    page.reload().await;
    assert_eq!(
        (page.text("p"), page.text("#nav")),
        ("0".into(), "Home".into())
    );
}

#[tokio::test(start_paused = true)]
async fn a_view_without_a_tour_has_nothing_to_walk() {
    #[derive(Default)]
    struct Plain;
    #[live_view(LiveView)]
    impl Plain {}
    impl View for Plain {
        fn render(&self) -> Html {
            Html::default()
        }
    }
    let mut page = Page::mount(Plain::default).await;
    let targets = page.walk(async |_, _| Ok(())).await;
    assert!(!targets.are_found());
    let text = targets.to_string();
    assert!(text.contains("the tour was not started"), "{text}");
}

#[derive(Default)]
struct Paged;

#[live_view(TutorialMixin, LiveView)]
impl Paged {}

impl View for Paged {
    fn render(&self) -> Html {
        Html::from(r#"<p id="it">It</p>"#)
    }
}

tutorial! {
    <Paged>
    step { target: "#it", message: "", page: "/a", wait_for: next }
    step { target: "#gone", message: "", page: "/b", on_missing: skip, wait_for: next }
}

#[tokio::test(start_paused = true)]
async fn a_step_that_is_elsewhere_is_not_looked_at() {
    let mut page = Page::mount(Paged::default).await;
    let targets = page.walk(async |_, _| Ok(())).await;
    assert!(!targets.are_found());
    assert_eq!(
        targets.to_string(),
        "2 of 2 targets are not on the page as their steps need them:
FAULT  step 1 of 2: the step is shown on another page, so nobody has looked for `#it`; go there in the walk with `visit`
FAULT  step 2 of 2: the step is shown on another page, so nobody has looked for `#gone`; go there in the walk with `visit`"
    );
    page.start_tutorial().await.expect("a tour");
    let check = page.check_target().expect("a step");
    assert_eq!((&*check.target, check.state), ("#it", None));
}

#[tokio::test(start_paused = true)]
async fn a_walk_that_goes_to_each_page_finds_its_target() {
    let mut page = Page::mount(Paged::default).await;
    let targets = page.walk(async |page, step| {
        if step.elsewhere.is_some() {
            page.visit(if step.index == 0 { "/a" } else { "/b" }).await;
        }
        Ok(())
    });
    let targets = targets.await;
    targets.assert_found();
    let first = &targets.checks()[0];
    assert_eq!(first.to_string(), "step 1 of 2: `#it`");
}
