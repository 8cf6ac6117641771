//! The page of the list.

use axum::extract::{Query, State};
use docent::escape;
use docent::prelude::*;
use serde::Deserialize;

use crate::List;
use crate::list::{Item, Refusal};

/// What changes of the list are published under.
const TOPIC: &str = "list";

/// One open page.
pub struct Shopping {
    list: List,
    items: Vec<Item>,
    /// Who is at this page.
    name: String,
    refusal: Option<Refusal>,
}

#[derive(Deserialize)]
pub(crate) struct Who {
    name: Option<String>,
}

impl Shopping {
    /// The view of a page that has just been opened. In a product the name is the user's.
    pub(crate) async fn mount(State(list): State<List>, Query(who): Query<Who>) -> Self {
        let name = who.name.unwrap_or_else(|| "Somebody".to_owned());
        Self {
            items: list.items(),
            list,
            name: name.chars().take(20).collect(),
            refusal: None,
        }
    }

    /// This page has changed the list: its own answer shows that, and the topic tells all.
    fn publish(&mut self, cx: &mut Context<'_, Self>) {
        self.list_changed();
        cx.docent().topic(TOPIC).publish(());
    }
}

#[live_view(LiveView)]
impl Shopping {
    /// Adds something to buy.
    #[event_handler]
    pub(crate) fn add(
        &mut self,
        text: String,
        cx: &mut Context<'_, Self>,
    ) -> Result<(), HandlerError> {
        let added = self.list.add(&text, &self.name);
        self.refusal = added.err();
        added.map_err(|refusal| HandlerError::refused(refusal.to_string()))?;
        self.publish(cx);
        Ok(())
    }

    /// Ticks something off, or back on.
    #[event_handler]
    pub(crate) fn tick(&mut self, id: u32, checked: bool, cx: &mut Context<'_, Self>) {
        self.list.tick(id, checked);
        self.publish(cx);
    }

    /// Clears away what is bought.
    #[event_handler]
    fn clear_bought(&mut self, cx: &mut Context<'_, Self>) {
        self.list.clear_bought();
        self.refusal = None;
        self.publish(cx);
    }

    /// Somebody has changed the list.
    #[event_handler(from = App)]
    fn list_changed(&mut self) {
        self.items = self.list.items();
    }
}

impl View for Shopping {
    fn mounted(&mut self, cx: &mut Context<'_, Self>) -> Result<(), HandlerError> {
        cx.subscribe(TOPIC, Self::EVENTS.list_changed)?;
        // After it: what was changed since the mount is not missed.
        self.list_changed();
        Ok(())
    }

    fn render(&self) -> Html {
        let items: String = self.items.iter().map(item).collect();
        let refusal = self.refusal.map_or_else(String::new, |refusal| {
            format!(r#"<p class="error" role="alert">{refusal}</p>"#)
        });
        let open = self.items.iter().filter(|item| !item.is_bought).count();
        Html::from(format!(
            r#"<main>
<h1>Shopping</h1>
<p>You are {}. {open} to buy.</p>
<ul>{items}</ul>
<form dj-submit="add"><label>To buy <input name="text" autocomplete="off" value=""></label> <button>Add</button></form>
{refusal}
<p><button class="quiet" dj-click="clear_bought">Clear away what is bought</button></p>
</main>"#,
            escape(&self.name)
        ))
    }
}

fn item(item: &Item) -> String {
    let checked = if item.is_bought { " checked" } else { "" };
    format!(
        r#"<li id="item-{id}"><label><input type="checkbox" dj-change="tick" dj-value-id="{id}"{checked}> <span>{}</span></label> <small>{}</small></li>"#,
        escape(&item.text),
        escape(&item.by),
        id = item.id,
    )
}
