//! A public view that uses every form of handler and of step.

use std::fmt;
use std::time::Duration;

use docent::prelude::*;
use docent::tutorial;
use serde::Deserialize;

const A_WHILE: Duration = Duration::from_secs(3);

/// A basket and what is in it.
#[derive(Debug, Default)]
pub struct Shop {
    items: Vec<Item>,
}

/// Something to buy, of a type that cannot be named outside.
#[derive(Debug, Clone, Deserialize)]
struct Item {
    name: String,
    count: u32,
}

/// The shop is closed.
#[derive(Debug)]
pub struct Closed;

impl fmt::Display for Closed {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("the shop is closed")
    }
}

impl std::error::Error for Closed {}

#[live_view(TutorialMixin, LiveView)]
impl Shop {
    /// Puts an item into the basket.
    #[event_handler]
    fn add(&mut self, item: Item, again: Option<bool>) {
        if again == Some(true) {
            self.items.push(item.clone());
        }
        self.items.push(item);
    }

    /// Orders what is in the basket.
    ///
    /// # Errors
    ///
    /// [`Closed`] if there is nothing to sell.
    #[event_handler]
    pub async fn order(&mut self, cx: &mut Context<'_, Self>, note: String) -> Result<(), Closed> {
        if self.total() == 0 {
            return Err(Closed);
        }
        cx.exec(Js::set_attr("title", note).to("#basket"));
        Ok(())
    }

    #[event_handler]
    async fn look_around(guide: Guide<Self>, shelf: String) {
        guide.exec(Js::add_class("seen").to(shelf));
    }

    #[must_use = "nothing may have been thrown away"]
    #[event_handler]
    fn empty(&mut self) -> Result<(), HandlerError> {
        if self.items.is_empty() {
            return Err(HandlerError::message("nothing to throw away"));
        }
        self.items.clear();
        Ok(())
    }

    #[cfg(any())]
    #[event_handler]
    fn gone(&mut self, of: NoSuchType) {}

    #[event_handler]
    #[cfg(not(doctest))]
    fn r#move(&mut self, r#type: String) {
        self.items.retain(|item| item.name != r#type);
    }

    fn total(&self) -> u32 {
        self.items.iter().map(|item| item.count).sum()
    }
}

impl View for Shop {
    fn render(&self) -> Html {
        Html::from(format!("<p>{}</p>", self.total()))
    }
}

fn glow() -> Js {
    Js::add_class("glow").to("#basket")
}

tutorial! {
    /// Leads a visitor to the first order.
    <Shop>

    /// Where things are.
    step {
        target: "#shelf",
        message: "Here is what we have.",
        position: left,
        timeout: 4s,
    }
    step {
        target: "#shelf"
        message: "Take one."
        position: "top"
        wait_for: add
        timeout: A_WHILE
        on_enter: glow()
        on_exit: Js::remove_class("glow").to("#basket")
        highlight_class: "shine"
        narrate_event: "shop:narrate"
    }
    #[cfg(any())]
    step { target: "#gone", message: "", wait_for: gone }
    step {
        target: "#basket",
        message: |shop| format!("{} things to pay.", shop.total()),
        wait_for: "order",
    }
    step { target: "#basket", message: |_| "That is all.", timeout: 250ms }
    step { target: "#basket", message: |shop: &Shop| { if shop.items.is_empty() { return "Empty." } "Full." }, timeout: 1h }
    step { target: "#basket", message: "", timeout: 5min, wait_for: r#move }
    step { target: "#basket", message: "", timeout: 4 }
    step { target: "#basket", message: r#"A "raw" text"#, timeout: 4.0 }
    step { target: "#basket", message: "", timeout: 0.5s }
    step { target: "#basket", message: "", timeout: 1_000ms }
    step { target: "#basket", message: "", timeout: Duration::from_millis(10) }
}

tutorial! {
    /// Leads those who know the shop.
    pub static RETURNING: <Shop>
    version: 2,
    autostart: never,
    on_missing: center,

    step welcome {
        target: "#shelf",
        message: "Here again?",
        timeout: 2s,
        next: [
            pay if |shop| shop.total() > 0,
            #[cfg(any())] gone,
            choose if |shop: &Shop| shop.items.is_empty(),
            end,
        ],
    }
    #[cfg(any())]
    step gone { target: "#gone", message: "", wait_for: gone }
    step choose {
        target: "#shelf",
        message: "",
        wait_for: add,
        when: |event| event.item.count > 0 && event.again.is_none(),
        skip_if: |shop| shop.total() > 9,
    }
    step pay {
        target: "#basket",
        message: "",
        wait_for: TutorialMixin::skip_tutorial,
        next: end,
    }
}

tutorial! {
    static _UNUSED: <Shop>
    step { target: "#shelf", message: "", wait_for: r#move, when: |event| event.r#type == "x" }
}
