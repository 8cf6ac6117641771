//! Serves the client's script, in two files, and the optional stylesheet.

use axum::extract::Query;
use axum::http::HeaderMap;
use axum::http::header::{CACHE_CONTROL, CONTENT_TYPE, ETAG, IF_NONE_MATCH};
use axum::http::{HeaderValue, StatusCode};
use axum::response::{IntoResponse, Response};
use axum::routing::get;
use axum::{Extension, Router};
use std::collections::HashMap;

use sha2::{Digest, Sha256};

use crate::ids;
use crate::server::Docent;

/// The script and the stylesheet, at `/docent/docent.js` and `/docent/docent.css`.
///
/// The script loads `/docent/docent-tour.js`, which shows tours, while it connects.
///
/// Browsers cache a URL with the version, as docent's pages have it, forever;
/// one without it is requested each time.
///
/// The script with the debug panel, `/docent/docent-debug.js`, is here for a
/// server with [`DocentBuilder::debug_panel`](crate::config::DocentBuilder::debug_panel) on; any other answers 404.
pub fn assets<S: Clone + Send + Sync + 'static>() -> Router<S> {
    Router::new()
        .route(
            SCRIPT.path,
            get(|query, headers| SCRIPT.serve(query, headers)),
        )
        .route(TOUR_SCRIPT.path, get(tour_script))
        .route(
            STYLE.path,
            get(|query, headers| STYLE.serve(query, headers)),
        )
        .route(DEBUG_SCRIPT.path, get(debug_script))
}

/// A file of the client's.
struct Asset {
    path: &'static str,
    content_type: &'static str,
    body: &'static str,
}

/// The version of the client, which all of its files have in their URLs: each of them
/// names the others.
const VERSION: &str = include_str!("../../client/dist/source.sha256")
    .split_at(16)
    .0;

static SCRIPT: Asset = Asset {
    path: "/docent/docent.js",
    content_type: "text/javascript; charset=utf-8",
    body: include_str!("../../client/dist/docent.js"),
};

/// The part of the script that shows tours.
static TOUR_SCRIPT: Asset = Asset {
    path: "/docent/docent-tour.js",
    content_type: "text/javascript; charset=utf-8",
    body: include_str!("../../client/dist/docent-tour.js"),
};

static STYLE: Asset = Asset {
    path: "/docent/docent.css",
    content_type: "text/css; charset=utf-8",
    body: include_str!("../../client/dist/docent.css"),
};

/// The script with the debug panel.
static DEBUG_SCRIPT: Asset = Asset {
    path: "/docent/docent-debug.js",
    content_type: "text/javascript; charset=utf-8",
    body: include_str!("../../client/dist/docent-debug.js"),
};

/// The URLs, with their version, of a page's script.
#[derive(Debug)]
pub(crate) struct ScriptUrls {
    pub(crate) script: String,
    /// What the script loads, if that is a file of its own.
    pub(crate) tour: Option<String>,
}

/// The script for pages with or without the debug panel.
pub(crate) fn script_urls(has_debug_panel: bool) -> ScriptUrls {
    if has_debug_panel {
        ScriptUrls {
            script: DEBUG_SCRIPT.url(),
            tour: None,
        }
    } else {
        ScriptUrls {
            script: SCRIPT.url(),
            tour: Some(TOUR_SCRIPT.url()),
        }
    }
}

/// Names what a page consists of apart from its live part: docent's script, and
/// the build id that the app sets.
pub(crate) fn build(app: &str) -> String {
    let text = format!("{VERSION} {app}");
    ids::hex(&Sha256::digest(text.as_bytes())[..8])
}

/// The stylesheet's URL with its version.
pub(crate) fn style_url() -> String {
    STYLE.url()
}

/// The script and its part fit together only if they are of one version: while servers
/// are being replaced, the other version's is not found here.
async fn tour_script(query: Query<HashMap<String, String>>, headers: HeaderMap) -> Response {
    if query.get("v").is_some_and(|version| version != VERSION) {
        StatusCode::NOT_FOUND.into_response()
    } else {
        TOUR_SCRIPT.serve(query, headers).await
    }
}

/// As if there were no such file, unless the server has the debug panel on.
async fn debug_script(
    docent: Option<Extension<Docent>>,
    query: Query<HashMap<String, String>>,
    headers: HeaderMap,
) -> Response {
    if docent.is_some_and(|Extension(docent)| docent.has_debug_panel()) {
        DEBUG_SCRIPT.serve(query, headers).await
    } else {
        StatusCode::NOT_FOUND.into_response()
    }
}

impl Asset {
    fn url(&self) -> String {
        format!("{}?v={VERSION}", self.path)
    }

    async fn serve(
        &self,
        Query(query): Query<HashMap<String, String>>,
        headers: HeaderMap,
    ) -> Response {
        let tag = format!("\"{VERSION}\"");
        let caching = if query.get("v").is_some_and(|version| version == VERSION) {
            "public, max-age=31536000, immutable"
        } else {
            "no-cache"
        };
        let known = headers
            .get(IF_NONE_MATCH)
            .is_some_and(|known| *known == *tag);
        let mut response = if known {
            StatusCode::NOT_MODIFIED.into_response()
        } else {
            self.body.into_response()
        };
        let headers = response.headers_mut();
        headers.insert(CONTENT_TYPE, HeaderValue::from_static(self.content_type));
        headers.insert(CACHE_CONTROL, HeaderValue::from_static(caching));
        if let Ok(tag) = HeaderValue::try_from(tag) {
            headers.insert(ETAG, tag);
        }
        response
    }
}
