//! Mixins that stop an event before its handler.

use crate::Guide;
use crate::event::Actor;
use crate::mixin::Event;
use crate::prelude::*;
use crate::test::{Page, Refusal};

/// What a guard does about an event.
#[derive(Clone, Copy, Default, PartialEq, Eq)]
enum Guarding {
    #[default]
    Nothing,
    Refuses,
    Fails,
    Panics,
}

#[derive(Default)]
struct Vault {
    guarding: Guarding,
    opened: u32,
    lid: Lid,
    diary: Vec<String>,
    seen: Option<Actor>,
}

#[derive(Default)]
struct Lid;

#[live_view(LiveComponent)]
impl Lid {
    #[event_handler]
    fn lift(&mut self) {}
}

impl Component for Lid {
    fn render(&self) -> Html {
        Html::default()
    }
}

/// Writes down which hooks are called.
fn write(vault: &mut Vault, who: &str, outcome: Option<&EventOutcome<'_>>) {
    let what = match outcome {
        None => "before",
        Some(EventOutcome::Succeeded) => "succeeded",
        Some(EventOutcome::Rejected(rejection)) => rejection.code().as_str(),
    };
    vault.diary.push(format!("{who} {what}"));
}

macro_rules! recording {
    ($mixin:ident, $before:expr) => {
        #[derive(Default)]
        struct $mixin;

        impl Mixin<Vault> for $mixin {
            const NAME: &'static str = stringify!($mixin);

            fn before_event(
                &mut self,
                vault: &mut Vault,
                cx: &mut Context<'_, Vault>,
                event: &Event<'_>,
            ) -> Result<(), HandlerError> {
                write(vault, Self::NAME, None);
                let before: fn(
                    &mut Vault,
                    &mut Context<'_, Vault>,
                    &Event<'_>,
                ) -> Result<(), HandlerError> = $before;
                before(vault, cx, event)
            }

            fn after_event(
                &mut self,
                vault: &mut Vault,
                _: &mut Context<'_, Vault>,
                _: &Event<'_>,
                outcome: &EventOutcome<'_>,
            ) {
                write(vault, Self::NAME, Some(outcome));
            }
        }
    };
}

recording!(Outer, |_, _, _| Ok(()));
recording!(Guard, |vault, cx, event| {
    vault.seen = Some(event.actor());
    if event.name() == "watch" {
        return Ok(());
    }
    cx.exec(Js::add_class("checked").to("#vault"));
    match vault.guarding {
        Guarding::Nothing => Ok(()),
        Guarding::Refuses => Err(HandlerError::refused("Not for you.")),
        Guarding::Fails => Err(HandlerError::message("a secret")),
        Guarding::Panics => panic!("boom"),
    }
});
recording!(Inner, |_, _, _| Ok(()));

#[live_view(Outer, Guard, Inner, TutorialMixin, LiveView)]
impl Vault {
    #[event_handler]
    fn open(&mut self) {
        self.opened += 1;
    }

    #[event_handler]
    async fn watch(guide: Guide<Self>) {
        let opened = guide.wait_for(Vault::EVENTS.open).await;
        let lifted = guide.wait_for(Lid::EVENTS.lift);
        if opened.is_ok() && lifted.await.is_ok() {
            guide.exec(Js::add_class("done").to("#vault"));
        }
    }
}

impl View for Vault {
    fn render(&self) -> Html {
        Html::from(format!("<p id=\"vault\">{}</p>", self.opened))
    }

    fn component(&mut self, id: &str) -> Option<&mut dyn Component> {
        (id == "lid").then_some(&mut self.lid as &mut dyn Component)
    }
}

tutorial! {
    <Vault>

    step { target: "#vault", message: "Open it.", wait_for: open }
    step { target: "#vault", message: "Lift it.", wait_for: Lid::lift }
    step { target: "#vault", message: "Done.", timeout: 1h }
}

fn guarded(guarding: Guarding) -> Vault {
    Vault {
        guarding,
        ..Vault::default()
    }
}

#[tokio::test(start_paused = true)]
async fn a_mixins_refusal_stops_the_event_and_tells_the_page() {
    let mut page = Page::open(guarded(Guarding::Refuses)).await;
    let refused = page
        .fire(Vault::EVENTS.open, ())
        .await
        .expect_err("refused");
    assert_eq!(
        (refused.code(), refused.reason()),
        ("refused", "Not for you.")
    );
    let (opened, diary) = page.view(|vault| (vault.opened, vault.diary.clone())).await;
    assert_eq!(opened, 0, "the handler did not run");
    // The mixin that refuses knows it, and the ones inside were not asked.
    assert_eq!(diary, ["Outer before", "Guard before", "Outer refused"]);
    let commands = page.take_commands();
    assert_eq!(commands.len(), 1, "what was asked for before happens");
}

#[tokio::test(start_paused = true)]
async fn each_mixin_that_lets_an_event_through_sees_its_end() -> Result<(), Refusal> {
    let mut page = Page::open(guarded(Guarding::Nothing)).await;
    page.fire(Vault::EVENTS.open, ()).await?;
    assert_eq!(
        page.view(|vault| vault.diary.clone()).await,
        [
            "Outer before",
            "Guard before",
            "Inner before",
            "Inner succeeded",
            "Guard succeeded",
            "Outer succeeded",
        ]
    );
    Ok(())
}

#[tokio::test(start_paused = true)]
async fn a_mixin_that_fails_or_panics_stops_the_event_unexplained() {
    for guarding in [Guarding::Fails, Guarding::Panics] {
        let mut page = Page::open(guarded(guarding)).await;
        let failed = page
            .fire(Vault::EVENTS.open, ())
            .await
            .expect_err("stopped");
        assert_eq!(failed.code(), "handler_failed");
        assert_eq!(failed.reason(), "the mixin `Guard` failed");
        assert_eq!(page.view(|vault| vault.opened).await, 0);
        page.view(|vault| vault.guarding = Guarding::Nothing).await;
        let opened = page.fire(Vault::EVENTS.open, ()).await;
        assert!(opened.is_ok(), "only that event is stopped");
    }
}

#[tokio::test(start_paused = true)]
async fn a_refused_event_resolves_no_wait_and_ends_no_step() -> Result<(), Refusal> {
    let mut page = Page::open(guarded(Guarding::Nothing)).await;
    page.start_tutorial().await?;
    page.fire(Vault::EVENTS.watch, ()).await?;
    page.view(|vault| vault.guarding = Guarding::Refuses).await;
    for _ in 0..2 {
        let refused = page.fire(Vault::EVENTS.open, ()).await;
        assert!(refused.is_err());
    }
    assert_eq!(page.step().map(|step| step.index), Some(0));
    page.view(|vault| vault.guarding = Guarding::Nothing).await;
    page.fire(Vault::EVENTS.open, ()).await?;
    assert_eq!(page.step().map(|step| step.index), Some(1));

    page.view(|vault| vault.guarding = Guarding::Refuses).await;
    let refused = page.fire_in("lid", Lid::EVENTS.lift, ()).await;
    assert_eq!(refused.expect_err("refused").code(), "refused");
    assert_eq!(
        page.step().map(|step| step.index),
        Some(1),
        "nor does an event of a component"
    );
    page.view(|vault| vault.guarding = Guarding::Nothing).await;
    page.fire_in("lid", Lid::EVENTS.lift, ()).await?;
    assert_eq!(page.step().map(|step| step.index), Some(2));
    Ok(())
}

#[tokio::test(start_paused = true)]
async fn a_mixin_refuses_an_event_that_the_app_sends() {
    let mut page = Page::open(guarded(Guarding::Refuses)).await;
    let (docent, visitor) = (page.server().docent().clone(), page.visitor().clone());
    let sent = docent.visitor(&visitor).send(Vault::EVENTS.open, ());
    assert_eq!(sent, Ok(()), "it was delivered");
    page.settle().await;
    let (opened, seen) = page.view(|vault| (vault.opened, vault.seen)).await;
    assert_eq!((opened, seen), (0, Some(Actor::App)));
    assert!(page.refusals().is_empty(), "the page has sent nothing");
}
