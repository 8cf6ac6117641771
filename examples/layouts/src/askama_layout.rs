//! The layout as an askama template: `templates/page.html`, which extends the base.

use askama::Template;
use docent::Html;
use docent::page::Page;

use crate::inbox::Inbox;
use crate::policy::permit;

#[derive(Template)]
#[template(path = "page.html")]
struct Document<'a> {
    title: &'a str,
    head: Html,
    body: Html,
    user: &'a str,
    flash: Option<&'a str>,
}

/// The document around an inbox.
///
/// # Errors
///
/// Those of the template.
pub fn layout(page: Page, inbox: &Inbox) -> Result<Html, askama::Error> {
    let page = permit(page);
    let document = Document {
        title: page.title(),
        head: page.head(),
        body: page.body(),
        user: &inbox.user,
        flash: inbox.flash.as_deref(),
    };
    document.render().map(Html::from)
}
