//! The visitor's cookie, as a real server reads and sets it.

use std::net::SocketAddr;

use axum::Router;
use axum::response::Redirect;
use docent::config::{DocentBuilder, TrustedProxies, VisitorCookie};
use docent::prelude::*;
use docent::{Docent, Visitor};
use docent_tests::{Answer, get, serve};

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
