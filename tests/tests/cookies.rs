//! The visitor's cookie, as a real server reads and sets it.

use std::net::SocketAddr;

use axum::Router;
use axum::response::Redirect;
use docent::config::{DocentBuilder, TrustedProxies, VisitorCookie};
use docent::prelude::*;
use docent::{Docent, Visitor};
use docent_tests::{Answer, Visitor as Browser, get, serve};
use serde_json::Value;

struct Named(String);

#[live_view(LiveView)]
impl Named {}

impl View for Named {
    fn render(&self) -> Html {
        Html::from(format!("<p>{}</p>", self.0))
    }
}

async fn named(visitor: Visitor) -> Named {
    Named(visitor.id().to_owned())
}

async fn elsewhere() -> Result<Named, Redirect> {
    Err(Redirect::to("/"))
}

async fn open(builder: DocentBuilder) -> SocketAddr {
    let app = Router::new()
        .route("/", docent::live(named))
        .route("/framed", docent::route(named).embedded().live())
        .route("/elsewhere", docent::live(elsewhere));
    serve(&builder.build(), app).await
}

/// The id in the page, and the cookie without its attributes.
fn visitor_of(answer: &Answer) -> (String, String) {
    let (_, rest) = answer.body.split_once("<p>").expect("a page");
    let id = rest.get(..32).expect("an id").to_owned();
    let cookie = answer.header("set-cookie").expect("a cookie");
    let cookie = cookie.split(';').next().expect("a value").to_owned();
    assert!(cookie.ends_with(&id), "{cookie}");
    (id, cookie)
}

#[tokio::test]
async fn a_foreign_cookie_of_any_bytes_makes_no_new_visitor() {
    let address = open(Docent::builder()).await;
    let (id, cookie) = visitor_of(&get(address, "/", &[]).await);
    for foreign in ["café=☕", "a=\u{ff}", "=; ;", "docent", "docent=other"] {
        let cookies = format!("{foreign}; {cookie}; last=ü");
        let again = get(address, "/", &[("cookie", &cookies)]).await;
        assert_eq!(visitor_of(&again).0, id, "{foreign}");
    }
}

#[tokio::test]
async fn a_planted_second_cookie_does_not_win() {
    let address = open(Docent::builder()).await;
    let (victim, own) = visitor_of(&get(address, "/", &[]).await);
    let (attacker, planted) = visitor_of(&get(address, "/", &[]).await);
    for cookies in [format!("{planted}; {own}"), format!("{own}; {planted}")] {
        let (id, _) = visitor_of(&get(address, "/", &[("cookie", &cookies)]).await);
        assert!(id != attacker && id != victim, "a new visitor");
    }
}

#[tokio::test]
async fn each_answer_that_sets_the_cookie_is_not_stored() {
    let address = open(Docent::builder()).await;
    let (_, cookie) = visitor_of(&get(address, "/", &[]).await);
    for (path, status) in [("/", 200), ("/elsewhere", 303)] {
        for headers in [&[][..], &[("cookie", cookie.as_str())][..]] {
            let answer = get(address, path, headers).await;
            assert_eq!(answer.status, status);
            assert!(answer.header("set-cookie").is_some(), "renewed");
            assert_eq!(answer.header("cache-control"), Some("no-store"));
        }
    }
}

#[tokio::test]
async fn only_a_trusted_proxy_makes_the_cookie_secure() {
    let https = [("x-forwarded-proto", "https")];
    for (builder, is_secure) in [
        (Docent::builder(), false),
        (trusting("10.0.0.1"), false),
        (trusting("127.0.0.0/8"), true),
        (
            Docent::builder().cookie(VisitorCookie::new().secure(true)),
            true,
        ),
    ] {
        let answer = get(open(builder).await, "/", &https).await;
        let cookie = answer.header("set-cookie").expect("a cookie");
        let is_bound = cookie.starts_with("__Host-docent=");
        assert_eq!(
            (is_bound, cookie.ends_with("; Secure")),
            (is_secure, is_secure)
        );
    }
}

fn trusting(proxy: &str) -> DocentBuilder {
    Docent::builder().trusted_proxies(TrustedProxies::new([proxy]))
}

/// What a browser adds to the request of a page in a tab of its own.
const IN_A_TAB: [(&str, &str); 1] = [("sec-fetch-dest", "document")];

/// What it adds to that of a page in a frame.
const IN_A_FRAME: [(&str, &str); 1] = [("sec-fetch-dest", "iframe")];

fn only_for_tours() -> DocentBuilder {
    Docent::builder().cookie(VisitorCookie::new().only_for_tours(true))
}

/// The answer to a page that asks for a token.
async fn ask(browser: &Browser, about: &str) -> Answer {
    let headers = [
        ("accept", "application/docent+json"),
        ("cookie", &browser.cookie),
        ("sec-fetch-site", "same-origin"),
        ("docent-page", about),
    ];
    get(browser.address, &browser.path, &headers).await
}

/// What the page says when it shows a tour.
fn has_tour(browser: &Browser) -> String {
    format!("{{\"token\":\"{}\",\"tour\":true}}", browser.token)
}

fn text_of(answer: &Answer, key: &str) -> String {
    let body: Value = serde_json::from_str(&answer.body).expect("JSON");
    let value = body.get(key).and_then(Value::as_str);
    value.unwrap_or_default().to_owned()
}

/// The visitor whom a token names.
fn named_by(token: &str) -> &str {
    let mut parts = token.split('.').skip(1);
    let id = parts.next().expect("two dots at least");
    assert!(parts.next().is_some(), "no provisional token: {token}");
    id
}

/// The page's cookie with the visitor of a token's answer.
fn cookie_of(answer: &Answer) -> Option<&str> {
    answer.header("set-cookie")?.split(';').next()
}

/// Connects a page that has a session, or none, and gives the session that it has then.
async fn session_of(browser: &Browser, session: Option<&str>) -> (docent_tests::Socket, String) {
    let mut socket = browser.connect().await;
    let hello = match session {
        Some(id) => browser
            .hello()
            .replace("\"epoch\":0", &format!("\"session\":\"{id}\",\"epoch\":1")),
        None => browser.hello(),
    };
    socket.send_text(&hello).await;
    let welcome: Value = serde_json::from_str(&socket.next().await).expect("a frame");
    assert_eq!(welcome[0], "w", "{welcome}");
    let id = welcome[1].as_str().expect("an id").to_owned();
    (socket, id)
}

#[tokio::test]
async fn no_page_sets_the_cookie_before_a_tour_begins() {
    let address = open(only_for_tours()).await;
    let page = get(address, "/", &IN_A_TAB).await;
    assert_eq!(page.header("set-cookie"), None);
    assert_eq!(page.header("cache-control"), Some("no-store"));
    let browser = Browser::open_with(address, "/", &IN_A_TAB).await;
    let (_socket, _) = session_of(&browser, None).await;

    let about = format!("{{\"token\":\"{}\"}}", browser.token);
    let renewed = ask(&browser, &about).await;
    assert_eq!(cookie_of(&renewed), None);
    assert_eq!(
        named_by(&text_of(&renewed, "page")),
        named_by(&browser.token)
    );

    let kept = ask(&browser, &has_tour(&browser)).await;
    let cookie = format!("docent={}", named_by(&browser.token));
    assert_eq!(cookie_of(&kept), Some(&*cookie));
    let again = get(address, "/", &[("cookie", &cookie)]).await;
    assert_eq!(visitor_of(&again).1, cookie, "renewed");
}

#[tokio::test]
async fn pages_opened_before_the_cookie_keep_their_sessions() {
    let address = open(only_for_tours()).await;
    let mut pages = Vec::new();
    for _ in 0..2 {
        let browser = Browser::open_with(address, "/", &IN_A_TAB).await;
        let (socket, session) = session_of(&browser, None).await;
        pages.push((browser, socket, session));
    }
    let kept = ask(&pages[0].0, &has_tour(&pages[0].0)).await;
    let cookie = cookie_of(&kept).expect("a cookie").to_owned();
    for (mut browser, socket, session) in pages {
        browser.cookie.clone_from(&cookie);
        drop(socket);
        let (_socket, again) = session_of(&browser, Some(&session)).await;
        assert_eq!(again, session);
        // The cookie is there: no other visitor takes its place.
        let kept = ask(&browser, &has_tour(&browser)).await;
        assert_eq!(cookie_of(&kept), None);
    }
}

#[tokio::test]
async fn a_copy_of_a_page_without_a_cookie_gets_no_session() {
    let address = open(only_for_tours()).await;
    let mut browser = Browser::open_with(address, "/", &IN_A_TAB).await;
    let (_socket, _) = session_of(&browser, None).await;
    let mut copy = browser.connect().await;
    copy.send_text(&browser.hello()).await;
    assert_eq!(copy.closed().await.0, 4401);
    // It asks without the token that was refused, and is somebody else then.
    let token = text_of(&ask(&browser, "{\"token\":\"\"}").await, "page");
    assert_ne!(named_by(&token), named_by(&browser.token));
    browser.token = token;
    session_of(&browser, None).await;
}

#[tokio::test]
async fn a_token_is_no_good_beside_that_of_another_visitor() {
    let address = open(only_for_tours()).await;
    let browser = Browser::open_with(address, "/", &IN_A_TAB).await;
    let other = Browser::open_with(address, "/", &IN_A_TAB).await;
    let mut socket = browser.connect().await;
    socket.send_text(&other.hello()).await;
    assert_eq!(socket.closed().await.0, 4401);
    let forged = Browser {
        token: browser
            .token
            .replace(named_by(&browser.token), named_by(&other.token)),
        ..browser
    };
    let mut socket = forged.connect().await;
    socket.send_text(&forged.hello()).await;
    assert_eq!(socket.closed().await.0, 4401);
}

#[tokio::test]
async fn a_browser_that_keeps_no_cookie_keeps_its_session() {
    let address = open(Docent::builder()).await;
    let mut browser = Browser::open_with(address, "/", &IN_A_TAB).await;
    browser.cookie.clear();
    let mut refused = browser.connect().await;
    refused.send_text(&browser.hello()).await;
    assert_eq!(refused.closed().await.0, 4401);
    let answer = ask(&browser, "{\"token\":\"\",\"framed\":false}").await;
    assert!(cookie_of(&answer).is_some(), "it may have been cleared");
    browser.token = text_of(&answer, "page");
    let (socket, session) = session_of(&browser, None).await;
    drop(socket);
    let (_socket, again) = session_of(&browser, Some(&session)).await;
    assert_eq!(again, session);
}

#[tokio::test]
async fn beside_a_planted_cookie_a_session_lives_with_its_page() {
    let address = open(Docent::builder()).await;
    let (victim, own) = visitor_of(&get(address, "/", &[]).await);
    let (attacker, planted) = visitor_of(&get(address, "/", &[]).await);
    let mut browser = Browser::open_with(address, "/", &IN_A_TAB).await;
    browser.cookie = format!("{own}; {planted}");
    let mut refused = browser.connect().await;
    refused.send_text(&browser.hello()).await;
    assert_eq!(refused.closed().await.0, 4401);
    let answer = ask(&browser, "{\"token\":\"\",\"framed\":false}").await;
    browser.token = text_of(&answer, "page");
    assert!(![&*victim, &*attacker].contains(&named_by(&browser.token)));
    let (socket, session) = session_of(&browser, None).await;
    drop(socket);
    let (_socket, again) = session_of(&browser, Some(&session)).await;
    assert_eq!(again, session);

    // Who has planted the cookie has no part in that session.
    let mut other = Browser::open_with(address, "/", &[("cookie", &planted)]).await;
    other.cookie = planted;
    let (_socket, own) = session_of(&other, Some(&session)).await;
    assert_ne!(own, session);
}

#[tokio::test]
async fn another_site_is_given_no_token_and_sets_no_cookie() {
    for builder in [Docent::builder(), only_for_tours()] {
        let address = open(builder).await;
        let browser = Browser::open_with(address, "/", &IN_A_TAB).await;
        for site in ["cross-site", "same-site", "none"] {
            for about in ["{}".to_owned(), has_tour(&browser)] {
                let headers = [
                    ("accept", "application/docent+json"),
                    ("sec-fetch-site", site),
                    ("docent-page", &about),
                ];
                let answer = get(address, "/", &headers).await;
                assert_eq!(answer.status, 403, "{site}");
                assert_eq!(cookie_of(&answer), None);
                assert!(!answer.body.contains("page"), "{answer:?}");
            }
        }
    }
}

#[tokio::test]
async fn a_page_in_a_frame_needs_a_route_that_is_embedded() {
    let address = open(Docent::builder()).await;
    let framed = "{\"token\":\"\",\"framed\":true}";
    let browser = Browser::open_with(address, "/", &IN_A_FRAME).await;
    let with_cookie = ask(&browser, framed).await;
    assert_eq!(text_of(&with_cookie, "trouble"), "");
    let without = Browser {
        cookie: String::new(),
        ..browser
    };
    let refused = ask(&without, framed).await;
    assert_eq!(text_of(&refused, "trouble"), "framed");
    assert_eq!(
        (cookie_of(&refused), text_of(&refused, "page").as_str()),
        (None, "")
    );

    let page = get(address, "/framed", &IN_A_FRAME).await;
    let cookie = page.header("set-cookie").expect("a cookie");
    assert!(cookie.starts_with("__Host-docent-embedded="), "{cookie}");
    assert!(
        cookie.ends_with("; SameSite=None; Secure; Partitioned"),
        "{cookie}"
    );
    let mut embedded = Browser::open_with(address, "/framed", &IN_A_FRAME).await;
    session_of(&embedded, None).await;
    // It does not count at a route that is not.
    let elsewhere = Browser {
        path: "/".to_owned(),
        ..embedded.clone()
    };
    let refused = ask(&elsewhere, framed).await;
    assert_eq!(text_of(&refused, "trouble"), "framed");

    embedded.cookie.clear();
    let answer = ask(&embedded, framed).await;
    let cookie = cookie_of(&answer).expect("a cookie");
    assert!(cookie.starts_with("__Host-docent-embedded="), "{cookie}");
    embedded.token = text_of(&answer, "page");
    session_of(&embedded, None).await;
    // In a tab of its own it is a page like any other.
    let own = get(address, "/framed", &IN_A_TAB).await;
    assert!(cookie_of(&own).is_some_and(|cookie| cookie.starts_with("docent=")));
}

#[tokio::test]
async fn in_a_frame_no_document_holds_a_token_for_no_cookie() {
    let address = open(only_for_tours()).await;
    for headers in [&IN_A_FRAME[..], &[]] {
        let browser = Browser::open_with(address, "/", headers).await;
        assert_eq!((&*browser.cookie, &*browser.token), ("", ""));
    }
    let embedded = Browser::open_with(address, "/framed", &IN_A_FRAME).await;
    named_by(&embedded.token);
    let kept = ask(
        &embedded,
        &has_tour(&embedded).replace('}', ",\"framed\":true}"),
    )
    .await;
    let cookie = format!("__Host-docent-embedded={}", named_by(&embedded.token));
    assert_eq!(cookie_of(&kept), Some(&*cookie));
}

#[tokio::test]
async fn a_page_whose_origin_is_refused_learns_it() {
    let address = open(Docent::builder()).await;
    let browser = Browser::open_with(address, "/", &IN_A_TAB).await;
    for (origin, trouble) in [
        (format!("http://{address}"), ""),
        ("https://app.example".to_owned(), "origin"),
    ] {
        let answer = ask(&browser, &format!("{{\"origin\":\"{origin}\"}}")).await;
        assert_eq!(
            (answer.status, &*text_of(&answer, "trouble")),
            (200, trouble)
        );
    }
}

#[tokio::test]
async fn what_a_page_says_of_itself_is_typed_and_bounded() {
    let address = open(Docent::builder()).await;
    let browser = Browser::open_with(address, "/", &IN_A_TAB).await;
    let long = format!("{{\"token\":\"{}\"}}", "a".repeat(1024));
    for about in [
        "",
        "[]",
        "{\"tour\":1}",
        "{\"x\":1}",
        "{\"token\":null}",
        "\u{ff}",
        &long,
    ] {
        assert_eq!(ask(&browser, about).await.status, 400, "{about}");
    }
    let unknown = ask(&browser, "{\"token\":\"1.2.3\"}").await;
    assert_eq!(unknown.status, 200);
}
