//! One of the servers.

use std::error::Error;

use axum::Router;
use axum::http::header::CONNECTION;
use axum::http::{HeaderValue, StatusCode};
use axum::middleware::map_response;
use axum::response::Response;
use docent::Docent;
use docent::prelude::*;
use docent_postgres::PostgresStore;
use docent_redb::RedbStore;
use tokio::io::AsyncReadExt as _;
use tokio::net::TcpListener;

#[derive(Default)]
struct Garden {
    plants: u32,
}

#[live_view(TutorialMixin, LiveView)]
impl Garden {
    #[event_handler]
    fn plant(&mut self) {
        self.plants += 1;
    }

    #[event_handler]
    fn harvest(&mut self) {
        self.plants = 0;
    }
}

impl View for Garden {
    fn render(&self) -> Html {
        Html::new(format_args!(
            r#"<main>
                <p id="server">This page is served by process {}.</p>
                <p>Plants: {}</p>
                <button id="help" dj-click="start_tutorial">Take the tour</button>
                <button id="plant" dj-click="plant">Plant</button>
                <button id="harvest" dj-click="harvest">Harvest</button>
            </main>"#,
            std::process::id(),
            self.plants,
        ))
    }
}

tutorial! {
    <Garden>
    id: "garden",
    step { target: "#plant", message: "Plant something.", wait_for: plant }
    step { target: "#server", message: "Reload the page: the tour goes on here, whichever server answers.", timeout: 1min }
    step { target: "#harvest", message: "Harvest what has grown.", wait_for: harvest }
}

/// Has the browser open a connection for each request. It would reload the page over the
/// one that it has, and so always from the same server.
async fn close_connection(mut response: Response) -> Response {
    if response.status() != StatusCode::SWITCHING_PROTOCOLS {
        let close = HeaderValue::from_static("close");
        response.headers_mut().insert(CONNECTION, close);
    }
    response
}

pub(crate) async fn run() -> Result<(), Box<dyn Error>> {
    let mut input = tokio::io::stdin();
    let mut secret = [0; 32];
    input.read_exact(&mut secret).await?;

    let docent = Docent::builder().secret(secret);
    let docent = match std::env::var("DATABASE_URL") {
        Ok(url) => {
            let pool = sqlx::PgPool::connect(&url).await?;
            docent_postgres::migrate(&pool).await?;
            docent.progress(PostgresStore::new(pool).await?)
        }
        Err(_) => docent.progress(RedbStore::open("two_processes.redb").map_err(|error| {
            format!("two_processes.redb: {error}; set DATABASE_URL for more than one server")
        })?),
    };
    let docent = docent.build();
    let app = Router::new()
        .route("/", docent::live(Garden::default))
        .merge(docent::assets())
        .layer(map_response(close_connection));

    let listener = TcpListener::bind("127.0.0.1:0").await?;
    println!("{}", listener.local_addr()?);
    let mut rest = Vec::new();
    tokio::select! {
        served = docent.serve(listener, app) => Ok(served?),
        // The front has ended.
        ended = input.read_to_end(&mut rest) => Ok(ended.map(drop)?),
    }
}

#[cfg(test)]
mod tests {
    use docent::test::Page;

    use super::Garden;

    #[tokio::test(start_paused = true)]
    async fn every_step_has_its_target() {
        let mut page = Page::mount(Garden::default).await;
        page.walk(async |_, _| Ok(())).await.assert_found();
    }
}
