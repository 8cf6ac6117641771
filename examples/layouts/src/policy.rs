//! A Content Security Policy with a nonce for each answer.

use axum::extract::Request;
use axum::http::header::{CONTENT_SECURITY_POLICY, HeaderValue};
use axum::middleware::Next;
use axum::response::Response;
use docent::page::Page;

/// The nonce of an answer, in the extensions of its request.
#[derive(Clone)]
struct Nonce(String);

/// The middleware that sets the policy.
pub(crate) async fn set(mut request: Request, next: Next) -> Response {
    // Without a source of random bytes the policy names a nonce that nothing has.
    let nonce = getrandom::u64().map(|random| format!("{random:016x}"));
    let nonce = nonce.unwrap_or_default();
    request.extensions_mut().insert(Nonce(nonce.clone()));
    let mut response = next.run(request).await;
    let policy = format!(
        "default-src 'none'; script-src 'nonce-{nonce}' 'strict-dynamic'; \
         style-src 'nonce-{nonce}'; connect-src 'self'; base-uri 'none'; \
         require-trusted-types-for 'script'"
    );
    match HeaderValue::try_from(policy) {
        Ok(policy) => drop(
            response
                .headers_mut()
                .insert(CONTENT_SECURITY_POLICY, policy),
        ),
        Err(error) => unreachable!("hex digits are a header's value: {error}"),
    }
    response
}

/// Gives what docent puts into the page the nonce of its answer.
pub(crate) fn permit(page: Page) -> Page {
    match page.request().extensions.get::<Nonce>().cloned() {
        Some(Nonce(nonce)) => page.nonce(nonce),
        None => page,
    }
}
