//! The markup of the product and of its funnel.

use axum::response::Html as Response;
use docent::page::Page;
use docent::{Html, escape};

use crate::funnel::{Funnel, Step};

fn frame(title: &str, head: &str, body: &str) -> String {
    format!(
        "<!doctype html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n\
         <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n\
         <meta name=\"color-scheme\" content=\"light dark\">\n<title>{title}</title>\n\
         <link rel=\"stylesheet\" href=\"/style.css\">\n{head}</head>\n<body>\n{body}\n</body>\n</html>\n"
    )
}

/// The document around the product.
pub(crate) fn document(page: Page) -> Html {
    let head = page.head();
    Html::from(frame("Invoices", head.as_str(), page.body().as_str()))
}

/// The page that the product's team reads.
pub(crate) fn funnel(funnel: &Funnel) -> Response<String> {
    let Funnel {
        started, finished, ..
    } = funnel;
    let summary = if *started == 0 {
        "<p class=\"sum\">Nobody has begun the tour yet.</p>".to_owned()
    } else {
        let share = percent(*finished, *started);
        let worst = funnel.steps.iter().max_by_key(|step| step.left());
        let worst = worst.filter(|step| step.left() > 0).map_or_else(
            || "Nobody has left.".to_owned(),
            |step| {
                let (name, left) = (title(&step.name), people(step.left()));
                format!("Most leave at <b>{name}</b>: {left}.")
            },
        );
        let people = people(*started);
        format!("<p class=\"sum\"><b>{share}</b> of {people} finish the tour. {worst}</p>")
    };
    let steps: String = funnel
        .steps
        .iter()
        .map(|step| row(step, *started))
        .collect();
    let end = match started {
        0 => String::new(),
        _ => bar("Finished", *finished, *started, "", "end"),
    };
    let body = format!(
        "<main>\n<h1>Where people leave the tour</h1>\n{summary}\n<ol>\n{steps}{end}</ol>\n\
         <p class=\"note\">A person counts once. Gone is who has done nothing for 30 minutes.</p>\n</main>"
    );
    Response(frame("Where people leave the tour", "", &body))
}

fn row(step: &Step, started: u32) -> String {
    let parts = [
        (step.closed, "closed it"),
        (step.gone, "gone"),
        (step.here, "here now"),
    ];
    let parts = parts.iter().filter(|(count, _)| *count > 0);
    let parts: Vec<String> = parts
        .map(|(count, what)| format!("{count} {what}"))
        .collect();
    bar(
        &title(&step.name),
        step.shown,
        started,
        &parts.join(", "),
        "",
    )
}

/// A row: its width is an attribute of the drawing, so that no style is inline.
fn bar(name: &str, count: u32, of: u32, note: &str, class: &str) -> String {
    let width = u64::from(count) * 1000 / u64::from(of.max(1));
    let share = percent(count, of);
    format!(
        "<li class=\"{class}\"><span class=\"name\">{name}</span>\
         <span class=\"count\">{count} <i>{share}</i></span>\
         <svg viewBox=\"0 0 1000 10\" preserveAspectRatio=\"none\" aria-hidden=\"true\">\
         <rect class=\"all\" width=\"1000\" height=\"10\"/><rect width=\"{width}\" height=\"10\"/></svg>\
         <span class=\"left\">{note}</span></li>\n"
    )
}

/// A step's name as a title: `add_customer` is "Add customer".
fn title(name: &str) -> String {
    let words = name.replace('_', " ");
    let mut letters = words.chars();
    let first = letters.next().into_iter().flat_map(char::to_uppercase);
    escape(&first.chain(letters).collect::<String>()).to_string()
}

fn percent(count: u32, of: u32) -> String {
    let (count, of) = (u64::from(count), u64::from(of.max(1)));
    format!("{} %", (count * 100 + of / 2) / of)
}

fn people(count: u32) -> String {
    match count {
        1 => "1 person".to_owned(),
        count => format!("{count} people"),
    }
}
