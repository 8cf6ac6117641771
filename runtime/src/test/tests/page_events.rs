//! What a person does on a page ends the step that waits for it.

use crate::AttachedView;
use crate::prelude::*;
use crate::test::Page;

/// What the handlers and the steps saw, in their order.
#[derive(Default)]
struct Board {
    done: Vec<&'static str>,
}

#[live_view(TutorialMixin, LiveView)]
impl Board {
    #[event_handler]
    fn press(&mut self, cx: &mut Context<'_, Self>) {
        let step = cx.tutorial_current_step();
        self.done
            .push(if step == Some(1) { "after" } else { "before" });
    }
}

impl View for Board {
    fn render(&self) -> Html {
        Html::from(
            r##"<button id="press" dj-click="press"><b>Press</b></button>
                <a id="link" href="/elsewhere">Go</a>
                <form id="form"><input name="title"><select name="size"><option>S<option>L</select></form>
                <p id="keys" tabindex="0">Keys</p>"##,
        )
    }
}

tutorial! {
    <Board>
    step { target: "#press", message: "", wait_for: dom("click") }
    step { target: "#press", message: "", wait_for: dom("click", "a[href]") }
    step { target: "[name=title]", message: "", wait_for: dom("input") }
    step { target: "[name=title]", message: "", wait_for: dom("change") }
    step { target: "[name=size]", message: "", wait_for: dom("change") }
    step { target: "#form", message: "", wait_for: dom("submit") }
    step { target: "#keys", message: "", wait_for: dom("keydown") }
    step { target: "#keys", message: "", wait_for: next }
}

#[tokio::test(start_paused = true)]
async fn what_a_person_does_ends_the_step_that_waits() {
    let mut page = Page::mount(Board::default).await;
    page.start_tutorial().await.expect("a tour");
    let at = |page: &Page<Board>| page.step().expect("a step").index;
    page.click("#press b").await.expect("handled");
    assert_eq!(at(&page), 1);
    let done = page.view(|board| std::mem::take(&mut board.done)).await;
    assert_eq!(done, ["after"], "the step has ended before the handler ran");
    // Another element than the one that the step waits for.
    page.click("#press").await.expect("handled");
    assert_eq!(at(&page), 1);
    page.click("#link").await.expect("nothing to refuse");
    assert_eq!(at(&page), 2);
    page.input("[name=title]", "Apollo").await.expect("typed");
    assert_eq!(at(&page), 3);
    page.input("[name=title]", "Apollo 11")
        .await
        .expect("typed");
    assert_eq!(at(&page), 3, "it has not changed before it is left");
    page.blur("[name=title]").await.expect("left");
    assert_eq!(at(&page), 4);
    page.change("[name=size]", "L").await.expect("chosen");
    assert_eq!(at(&page), 5);
    page.submit("#form").await.expect("submitted");
    assert_eq!(at(&page), 6);
    page.key("#keys", "a").await.expect("pressed");
    assert_eq!(at(&page), 7);
}

#[tokio::test(start_paused = true)]
#[should_panic(expected = "nothing answers a click")]
async fn a_click_that_no_step_waits_for_needs_a_handler() {
    let mut page = Page::mount(Board::default).await;
    page.start_tutorial().await.expect("a tour");
    page.click("#link").await.expect("not reached");
}

#[derive(Default)]
struct Onboarding;

#[live_view(TutorialMixin, AttachedView)]
impl Onboarding {}

tutorial! {
    <Onboarding>
    step { target: "#new", message: "", wait_for: dom("click") }
    step { target: "form", message: "", wait_for: dom("submit") }
}

#[tokio::test(start_paused = true)]
async fn a_walk_goes_over_the_pages_of_an_app() {
    let mut page = Page::mount(Onboarding::default).await;
    page.set_document(r#"<a id="new" href="/new">New</a>"#);
    let targets = page.walk(async |page, step| match &*step.target {
        "#new" => {
            page.click("#new").await?;
            page.set_document("<form method=post><input name=title></form>");
            Ok(())
        }
        _ => page.submit("form").await,
    });
    targets.await.assert_found();
    assert_eq!(page.outcome().as_deref(), Some("finished"));
}
