//! Two components of one type, and a tour that waits for one of them.

use std::{env, io};

use axum::Router;
use axum::http::header::CONTENT_TYPE;
use axum::routing::get;
use docent::page::Page;
use docent::prelude::*;
use tokio::net::TcpListener;

/// A member of the team, whose name can be edited.
struct Member {
    role: &'static str,
    name: String,
    is_refused: bool,
}

#[live_view(LiveComponent)]
impl Member {
    /// Takes the name.
    #[event_handler]
    fn save(&mut self, name: String) -> Result<(), HandlerError> {
        self.is_refused = name.trim().is_empty();
        if self.is_refused {
            return Err(HandlerError::refused("Somebody has a name."));
        }
        self.name = name;
        Ok(())
    }
}

impl Component for Member {
    fn render(&self) -> Html {
        let Self { role, name, .. } = self;
        let (name, refusal) = (
            docent::escape(name),
            match self.is_refused {
                true => r#"<p role="alert">Somebody has a name.</p>"#,
                false => "",
            },
        );
        Html::from(format!(
            r#"<section class="card"><h2>{role}</h2>
<form dj-submit="save"><label>Name <input name="name" autocomplete="off" value="{name}"></label>
<button>Save</button></form>{refusal}</section>"#
        ))
    }
}

/// The page: its components are fields.
struct Team {
    captain: Member,
    keeper: Member,
}

impl Team {
    fn new() -> Self {
        let member = |role| Member {
            role,
            name: String::new(),
            is_refused: false,
        };
        Self {
            captain: member("Captain"),
            keeper: member("Goalkeeper"),
        }
    }
}

#[live_view(TutorialMixin, LiveView)]
impl Team {}

impl View for Team {
    fn render(&self) -> Html {
        Html::from(format!(
            r#"<main>
<div class="bar"><h1>Team</h1><button dj-click="start_tutorial">Take the tour</button></div>
<div class="cards">{}{}</div>
</main>"#,
            docent::component("captain", &self.captain),
            docent::component("keeper", &self.keeper),
        ))
    }

    fn component(&mut self, id: &str) -> Option<&mut dyn Component> {
        match id {
            "captain" => Some(&mut self.captain),
            "keeper" => Some(&mut self.keeper),
            _ => None,
        }
    }
}

tutorial! {
    <Team>

    step {
        target: "[dj-component=captain] form",
        message: "Who is the captain? Save a name here; the other form does not count.",
        wait_for: Member::save,
        when: |event| event.component_id == "captain",
    }
    step {
        target: "[dj-component=keeper] form",
        message: "And who keeps the goal?",
        wait_for: Member::save,
        when: |event| event.component_id == "keeper",
    }
}

fn document(page: Page) -> Html {
    let (head, body) = (page.head(), page.body());
    Html::from(format!(
        r#"<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>Team</title>
<link rel="icon" href="data:,">
<link rel="stylesheet" href="/page.css">
{head}
</head>
<body>{body}</body>
</html>"#
    ))
}

fn app() -> Router {
    let style = include_str!("../../page.css");
    Router::new()
        .route("/", docent::route(Team::new).layout(document).live())
        .route("/page.css", get(([(CONTENT_TYPE, "text/css")], style)))
        .merge(docent::assets())
}

#[tokio::main]
async fn main() -> io::Result<()> {
    let port = env::var("PORT").unwrap_or_else(|_| "3000".to_owned());
    let listener = TcpListener::bind(format!("127.0.0.1:{port}")).await?;
    println!("The team is at http://{}", listener.local_addr()?);
    println!("Both forms are one component. The tour knows which of them was saved.");
    docent::serve(listener, app()).await
}

#[cfg(test)]
mod tests;
