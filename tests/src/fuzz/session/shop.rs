//! The view that a script drives: a handler, a flow, a tour and a failure of every kind.

use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use docent::event::Value;
use docent::mixin::Event;
use docent::prelude::*;
use docent::tour::TourEvent;
use tokio::sync::Notify;

/// What a session shares with the script that drives it.
#[derive(Debug, Default)]
pub(super) struct World {
    entries: Mutex<Vec<Entry>>,
    /// Lets go of a handler that hangs.
    pub(super) gate: Notify,
}

/// What the session's outermost mixin saw.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Entry {
    /// The event of that number reached its handler, and with that code.
    Answered(i64, Option<&'static str>),
    Tour(TourEvent),
    Gone,
}

impl World {
    pub(super) fn entries(&self) -> MutexGuard<'_, Vec<Entry>> {
        self.entries.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// Fails as a panic does, without the report that libFuzzer takes for a crash.
fn panic_quietly() -> ! {
    std::panic::resume_unwind(Box::new("an app's own panic"))
}

#[derive(Debug, Default)]
pub(super) struct Shop {
    world: Arc<World>,
    clicks: u32,
    title: String,
    unrenderable: bool,
}

impl Shop {
    pub(super) fn new(world: Arc<World>) -> Self {
        Self {
            world,
            ..Self::default()
        }
    }
}

/// What the app itself does, for the visitor of a page.
pub(super) struct Ordered {
    pub(super) size: u8,
}

#[derive(Default)]
pub(super) struct Diary {
    before: Option<i64>,
}

/// The number that the script has put among the parameters.
fn number(event: &Event<'_>) -> i64 {
    match event.params().value().get("n") {
        Some(Value::Int(number)) => *number,
        _ => panic!("a script numbers its events"),
    }
}

impl Mixin<Shop> for Diary {
    const NAME: &'static str = "Diary";

    fn before_event(
        &mut self,
        _: &mut Shop,
        _: &mut Context<'_, Shop>,
        event: &Event<'_>,
    ) -> Result<(), HandlerError> {
        assert_eq!(self.before, None, "two events at a time");
        self.before = Some(number(event));
        Ok(())
    }

    fn after_event(
        &mut self,
        shop: &mut Shop,
        _: &mut Context<'_, Shop>,
        event: &Event<'_>,
        outcome: &EventOutcome<'_>,
    ) {
        assert_eq!(self.before.take(), Some(number(event)));
        let code = match outcome {
            EventOutcome::Succeeded => None,
            EventOutcome::Rejected(rejection) => Some(rejection.code().as_str()),
            other => panic!("{other:?}"),
        };
        let answered = Entry::Answered(number(event), code);
        shop.world.entries().push(answered);
    }

    fn tour_event(&mut self, shop: &mut Shop, _: &mut Context<'_, Shop>, event: &TourEvent) {
        shop.world.entries().push(Entry::Tour(event.clone()));
    }

    fn disconnected(&mut self, shop: &mut Shop) {
        shop.world.entries().push(Entry::Gone);
    }
}

#[live_view(Diary, TutorialMixin, LiveView)]
impl Shop {
    #[event_handler]
    fn click(&mut self) {
        self.clicks += 1;
    }

    #[event_handler]
    fn rename(&mut self, title: String, times: Option<u8>) {
        self.title = title.repeat(usize::from(times.unwrap_or(1)));
    }

    #[event_handler]
    async fn hang(&mut self) {
        let world = Arc::clone(&self.world);
        world.gate.notified().await;
        self.clicks += 1;
    }

    #[event_handler]
    async fn explode_later(&mut self) {
        tokio::time::sleep(Duration::from_millis(50)).await;
        panic_quietly();
    }

    #[event_handler]
    fn explode(&mut self) {
        self.clicks += 100;
        panic_quietly();
    }

    #[event_handler]
    fn fail(&mut self) -> Result<(), HandlerError> {
        Err(HandlerError::message("no"))
    }

    #[event_handler]
    fn spoil(&mut self) {
        self.unrenderable = !self.unrenderable;
    }

    #[event_handler]
    fn command(&mut self, cx: &mut Context<'_, Self>, size: Option<u16>) {
        let name = "x".repeat(usize::from(size.unwrap_or(1)));
        cx.exec(Js::add_class(name).to("#a"));
    }

    #[event_handler]
    async fn watch(guide: Guide<Self>) -> Result<(), docent::guide::WaitError> {
        let title = guide
            .wait_for(Shop::EVENTS.rename)
            .when(|event| match event.title.as_str() {
                "boom" => panic_quietly(),
                title => title.len() > 1,
            })
            .timeout(Duration::from_secs(20))
            .await?
            .title;
        guide.exec(Js::set_attr("title", title).to("#seen"));
        Ok(())
    }

    #[event_handler]
    async fn lead(guide: Guide<Self>) -> Result<(), docent::guide::SessionClosed> {
        if guide.with(|shop| shop.clicks.is_multiple_of(2)).await? {
            guide.run(&EXTRA).await?;
        }
        guide.with(|shop| shop.clicks += 1).await
    }

    #[event_handler]
    async fn flow_explodes(guide: Guide<Self>) {
        guide.exec(Js::focus().to("#a"));
        panic_quietly();
    }
}

/// Every handler that a script calls, and one that is not there.
pub(super) const HANDLERS: [&str; 16] = [
    "click",
    "rename",
    "hang",
    "explode_later",
    "explode",
    "fail",
    "spoil",
    "command",
    "watch",
    "lead",
    "flow_explodes",
    "start_tutorial",
    "restart_tutorial",
    "skip_tutorial",
    "cancel_tutorial",
    "nothing",
];

impl View for Shop {
    fn render(&self) -> Html {
        if self.unrenderable {
            panic_quietly();
        }
        Html::from(format!("<p>{} {}</p>", self.clicks, self.title))
    }
}

tutorial! {
    <Shop>
    autostart: once,

    step { target: "#a", message: "A.", timeout: 4s, on_missing: skip }
    step flash { target: "#b", message: "B.", wait_for: nothing, on_exit: Js::focus().to("#b") }
    step choice {
        target: "#c",
        message: "C.",
        wait_for: click,
        timeout: 30s,
        next: [long if |shop| shop.clicks > 3, flash if |shop| shop.clicks > 2, named],
    }
    step named {
        target: "#d",
        message: |shop| match shop.title.as_str() {
            "boom" => panic_quietly(),
            title => format!("{title} and {}", shop.clicks),
        },
        wait_for: rename,
        when: |event| match event.title.as_str() {
            "boom" => panic_quietly(),
            title => title.len() > 1,
        },
        skip_if: |shop| shop.title == "done",
        on_missing: cancel,
        next: [choice if |shop| shop.title == "back", long],
    }
    step long { target: "#e", message: "E.", wait_for: hang, timeout: 1h }
}

tutorial! {
    static EXTRA: <Shop>

    step {
        target: "#x",
        message: "X.",
        wait_for: any(click, next, dom("click"), Ordered when |ordered| match ordered.size {
            13 => panic_quietly(),
            size => size > 1,
        }),
        on_missing: center,
    }
    step { target: "#y", message: "Y.", timeout: 250ms }
    step { target: "#z", message: "Z.", wait_for: any(present("#menu"), absent("#z")), timeout: 30s }
}
