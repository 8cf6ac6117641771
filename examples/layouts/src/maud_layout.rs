//! The layout as a function of maud's markup.

use docent::Html;
use docent::page::Page;
use maud::{DOCTYPE, Markup, PreEscaped, html};

use crate::inbox::Inbox;
use crate::policy::permit;

/// The app's base: every page of it has this around its own markup.
fn base(title: &str, head: &Markup, user: &str, flash: Option<&str>, body: &Markup) -> Markup {
    html! {
        (DOCTYPE)
        html lang="en" {
            head {
                meta charset="utf-8";
                meta name="viewport" content="width=device-width, initial-scale=1";
                title { (title) " · Post" }
                (head)
            }
            body {
                header { (user) }
                @if let Some(flash) = flash { p role="status" { (flash) } }
                (body)
            }
        }
    }
}

/// The document around an inbox.
pub fn layout(page: Page, inbox: &Inbox) -> Html {
    let page = permit(page);
    let [head, body] = [page.head(), page.body()].map(|html| PreEscaped(html.into_string()));
    let flash = inbox.flash.as_deref();
    let document = base(page.title(), &head, &inbox.user, flash, &body);
    Html::from(document.into_string())
}
