//! Serves the client's script, in two files, and the optional stylesheet.

use axum::extract::Query;
use axum::http::header::{
    ACCEPT_ENCODING, CACHE_CONTROL, CONTENT_ENCODING, CONTENT_TYPE, ETAG, IF_NONE_MATCH, VARY,
};
use axum::http::{HeaderMap, HeaderName, HeaderValue, StatusCode};
use axum::response::{IntoResponse, Response};
use axum::routing::get;
use axum::{Extension, Router};
use std::collections::HashMap;
use std::sync::atomic::{AtomicBool, Ordering};

use sha2::{Digest, Sha256};

use crate::ids;
use crate::server::Docent;

/// The script and the stylesheet, at `/docent/docent.js` and `/docent/docent.css`.
///
/// The script loads `/docent/docent-tour.js`, which shows tours, while it connects. Pages
/// that docent does not render have `/docent/docent-attach.js` instead, see
/// [`attach`](crate::attach()).
///
/// Browsers cache a URL with the version, as docent's pages have it, forever;
/// one without it is requested each time. Each file is here as brotli and as gzip
/// too, compressed when docent was built, and is sent as the first of the two that
/// the request's `Accept-Encoding` names; a compressing layer of the app's leaves it
/// as it is.
///
/// In a nested router, or behind a proxy that takes a prefix off the path, the pages'
/// links need [`base_path`](crate::config::DocentBuilder::base_path).
///
/// `/docent/docent.d.ts` has the TypeScript types of `window.docent`, for
/// [scripts of the app's own](crate::chapters::hooks): download it from the app when it runs.
///
/// The script with the debug panel, `/docent/docent-debug.js`, is here for a
/// server with [`DocentBuilder::debug_panel`](crate::config::DocentBuilder::debug_panel) on; any other answers 404.
pub fn assets<S: Clone + Send + Sync + 'static>() -> Router<S> {
    HAVE_ROUTES.store(true, Ordering::Relaxed);
    Router::new()
        .route(
            SCRIPT.path,
            get(|query, headers| SCRIPT.serve(query, headers)),
        )
        .route(
            TOUR_SCRIPT.path,
            get(|query, headers| TOUR_SCRIPT.serve_version(query, headers)),
        )
        .route(
            ATTACH_SCRIPT.path,
            get(|query, headers| ATTACH_SCRIPT.serve(query, headers)),
        )
        .route(
            ATTACH_TOUR_SCRIPT.path,
            get(|query, headers| ATTACH_TOUR_SCRIPT.serve_version(query, headers)),
        )
        .route(
            STYLE.path,
            get(|query, headers| STYLE.serve(query, headers)),
        )
        .route(DEBUG_SCRIPT.path, get(debug_script))
        .route(
            TYPES.path,
            get(|query, headers| TYPES.serve(query, headers)),
        )
}

/// Whether the process has called [`assets`]. Of the process and not of a server: the
/// routes are made without one.
static HAVE_ROUTES: AtomicBool = AtomicBool::new(false);

pub(crate) fn have_routes() -> bool {
    HAVE_ROUTES.load(Ordering::Relaxed)
}

/// A file of the client's.
struct Asset {
    path: &'static str,
    content_type: &'static str,
    plain: &'static [u8],
    gzip: &'static [u8],
    brotli: &'static [u8],
}

/// The file of that name in `dist/`, compressed and not.
macro_rules! asset {
    ($name:literal, $content_type:literal) => {
        Asset {
            path: concat!("/docent/", $name),
            content_type: $content_type,
            plain: include_bytes!(concat!("../../client/dist/", $name)),
            gzip: include_bytes!(concat!("../../client/dist/", $name, ".gz")),
            brotli: include_bytes!(concat!("../../client/dist/", $name, ".br")),
        }
    };
}

/// The version of the client, which all of its files have in their URLs: each of them
/// names the others.
const VERSION: &str = include_str!("../../client/dist/source.sha256")
    .split_at(8)
    .0;

static SCRIPT: Asset = asset!("docent.js", "text/javascript; charset=utf-8");

/// The part of the script that shows tours.
static TOUR_SCRIPT: Asset = asset!("docent-tour.js", "text/javascript; charset=utf-8");

/// The script of pages that docent does not render.
static ATTACH_SCRIPT: Asset = asset!("docent-attach.js", "text/javascript; charset=utf-8");

/// The part of it that shows tours.
static ATTACH_TOUR_SCRIPT: Asset =
    asset!("docent-attach-tour.js", "text/javascript; charset=utf-8");

static STYLE: Asset = asset!("docent.css", "text/css; charset=utf-8");

/// The script with the debug panel.
static DEBUG_SCRIPT: Asset = asset!("docent-debug.js", "text/javascript; charset=utf-8");

/// The types of `window.docent`, for those who write a page's script in TypeScript.
static TYPES: Asset = asset!("docent.d.ts", "text/plain; charset=utf-8");

/// The URLs, with their version, of a page's script and style.
#[derive(Debug)]
pub(crate) struct AssetUrls {
    pub(crate) script: String,
    /// What the script loads, if that is a file of its own.
    pub(crate) tour: Option<String>,
    pub(crate) style: String,
}

/// Those for pages with or without the debug panel, below a base path.
pub(crate) fn urls(has_debug_panel: bool, base: &str) -> AssetUrls {
    let (script, tour) = if has_debug_panel {
        (DEBUG_SCRIPT.url(base), None)
    } else {
        (SCRIPT.url(base), Some(TOUR_SCRIPT.url(base)))
    };
    AssetUrls {
        script,
        tour,
        style: STYLE.url(base),
    }
}

/// Names what a page consists of apart from its live part: docent's script, and
/// the build id that the app sets.
pub(crate) fn build(app: &str) -> String {
    let text = format!("{VERSION} {app}");
    ids::hex(&Sha256::digest(text.as_bytes())[..8])
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
    fn url(&self, base: &str) -> String {
        format!("{base}{}?v={VERSION}", self.path)
    }

    /// As [`serve`](Self::serve). A script and its part fit together only if they are of one
    /// version: while servers are being replaced, the other version's is not found here.
    async fn serve_version(
        &self,
        query: Query<HashMap<String, String>>,
        headers: HeaderMap,
    ) -> Response {
        if query.get("v").is_some_and(|version| version != VERSION) {
            StatusCode::NOT_FOUND.into_response()
        } else {
            self.serve(query, headers).await
        }
    }

    async fn serve(
        &self,
        Query(query): Query<HashMap<String, String>>,
        headers: HeaderMap,
    ) -> Response {
        let caching = if query.get("v").is_some_and(|version| version == VERSION) {
            "public, max-age=31536000, immutable"
        } else {
            "no-cache"
        };
        let (body, encoding) = if accepts(&headers, "br") {
            (self.brotli, Some("br"))
        } else if accepts(&headers, "gzip") {
            (self.gzip, Some("gzip"))
        } else {
            (self.plain, None)
        };
        let tag = match encoding {
            Some(encoding) => format!("\"{VERSION}-{encoding}\""),
            None => format!("\"{VERSION}\""),
        };
        let is_known = elements(&headers, IF_NONE_MATCH)
            .any(|known| known.strip_prefix("W/").unwrap_or(known) == tag);
        let mut response = if is_known {
            StatusCode::NOT_MODIFIED.into_response()
        } else {
            body.into_response()
        };
        let headers = response.headers_mut();
        headers.insert(CONTENT_TYPE, HeaderValue::from_static(self.content_type));
        headers.insert(CACHE_CONTROL, HeaderValue::from_static(caching));
        headers.insert(VARY, HeaderValue::from_static("accept-encoding"));
        if let Some(encoding) = encoding.filter(|_| !is_known) {
            headers.insert(CONTENT_ENCODING, HeaderValue::from_static(encoding));
        }
        headers.insert(
            ETAG,
            HeaderValue::try_from(tag).expect("letters, digits and quotes"),
        );
        response
    }
}

/// Whether a request names that encoding, and not to refuse it (`;q=0`).
fn accepts(headers: &HeaderMap, encoding: &str) -> bool {
    elements(headers, ACCEPT_ENCODING).any(|element| {
        let (name, weight) = element.split_once(';').unwrap_or((element, "q=1"));
        let weight = weight.trim().trim_start_matches(['q', 'Q', '=']);
        name.trim().eq_ignore_ascii_case(encoding)
            && weight.parse::<f32>().is_ok_and(|weight| weight > 0.0)
    })
}

/// The elements of a header that is a list.
fn elements(headers: &HeaderMap, name: HeaderName) -> impl Iterator<Item = &str> {
    let lines = headers.get_all(name).into_iter();
    lines
        .filter_map(|line| line.to_str().ok())
        .flat_map(|line| line.split(',').map(str::trim))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_encoding_is_used_if_the_request_names_it() {
        for (line, brotli, gzip) in [
            ("gzip, deflate, br, zstd", true, true),
            ("gzip", false, true),
            ("BR;q=0.5, gzip;q=1.0", true, true),
            ("br;q=0, gzip; q=0.001", false, true),
            ("br; Q=0.000", false, false),
            ("x-br, gzipped", false, false),
            ("*", false, false),
            ("br;q=x", false, false),
            ("", false, false),
        ] {
            let mut headers = HeaderMap::new();
            headers.insert(ACCEPT_ENCODING, HeaderValue::from_static(line));
            let accepted = (accepts(&headers, "br"), accepts(&headers, "gzip"));
            assert_eq!(accepted, (brotli, gzip), "{line}");
        }
        assert!(!accepts(&HeaderMap::new(), "gzip"));
    }
}
