//! The layout as a minijinja template: `templates/page.jinja`, which extends the base.

use std::sync::LazyLock;

use docent::Html;
use docent::page::Page;
use minijinja::{Environment, Error, context};

use crate::inbox::Inbox;
use crate::policy::permit;

/// By names that end in `.html`, so that values are escaped.
const TEMPLATES: [(&str, &str); 2] = [
    ("base.html", include_str!("../templates/base.jinja")),
    ("page.html", include_str!("../templates/page.jinja")),
];

static ENGINE: LazyLock<Result<Environment<'_>, Error>> = LazyLock::new(|| {
    let mut engine = Environment::new();
    for (name, source) in TEMPLATES {
        engine.add_template(name, source)?;
    }
    Ok(engine)
});

/// The document around an inbox.
///
/// # Errors
///
/// Those of the templates.
pub fn layout(page: Page, inbox: &Inbox) -> Result<Html, String> {
    let page = permit(page);
    let engine = ENGINE.as_ref().map_err(ToString::to_string)?;
    let template = engine.get_template("page.html");
    let document = template.and_then(|template| {
        template.render(context! {
            title => page.title(),
            head => page.head().as_str(),
            body => page.body().as_str(),
            user => &inbox.user,
            flash => &inbox.flash,
        })
    });
    document.map(Html::from).map_err(|error| error.to_string())
}
