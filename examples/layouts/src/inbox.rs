//! The view: an inbox, whose title counts what is unread.

use std::borrow::Cow;
use std::collections::HashMap;

use axum::extract::Query;
use docent::prelude::*;

/// The letters of somebody.
pub struct Inbox {
    /// Who is signed in.
    pub user: String,
    /// What is said once, about what was done on the page before.
    pub flash: Option<String>,
    unread: u32,
}

#[live_view(LiveView)]
impl Inbox {
    /// Reads the oldest letter.
    #[event_handler]
    pub fn read(&mut self) {
        self.unread = self.unread.saturating_sub(1);
    }
}

impl View for Inbox {
    fn title(&self) -> Option<Cow<'_, str>> {
        Some(format!("Inbox ({})", self.unread).into())
    }

    fn render(&self) -> Html {
        let unread = self.unread;
        Html::from(format!(
            "<main><h1>{unread} unread</h1><button dj-click=\"read\">Read one</button></main>"
        ))
    }
}

/// A real app asks its session here; this one takes the query for it.
pub async fn inbox(Query(mut session): Query<HashMap<String, String>>) -> Inbox {
    Inbox {
        user: session
            .remove("user")
            .unwrap_or_else(|| "nobody".to_owned()),
        flash: session.remove("flash"),
        unread: 3,
    }
}
