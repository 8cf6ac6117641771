//! A session ends with its login: pages of an app that keeps its logins in
//! tower-sessions, over real sockets.

use std::future::pending;
use std::net::SocketAddr;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::time::Duration;

use axum::Router;
use axum::extract::{FromRequestParts, Path, State};
use axum::http::request::Parts;
use axum::http::{HeaderMap, StatusCode};
use axum::response::Redirect;
use axum::routing::get;
use docent::Docent;
use docent::config::Limits;
use docent::prelude::*;
use docent_tests::{PATIENCE, Socket, Visitor, serve};
use tokio::task::yield_now;
use tokio::time::timeout;
use tokio_tungstenite::tungstenite::{Error, Message};
use tower_sessions::{MemoryStore, Session, SessionManagerLayer};

/// What the app has done for whom.
#[derive(Clone, Default)]
struct App {
    transfers: Arc<AtomicUsize>,
    hangs: Arc<AtomicBool>,
    mounting: Arc<AtomicUsize>,
}

struct Account {
    app: App,
    user: String,
}

#[live_view(LiveView)]
impl Account {
    #[event_handler]
    fn transfer(&mut self) {
        self.app.transfers.fetch_add(1, Ordering::Relaxed);
    }
}

impl View for Account {
    fn render(&self) -> Html {
        Html::from(format!("<p>{}</p>", docent::escape(&self.user)))
    }
}

async fn user(session: Session) -> Option<String> {
    session.get("user").await.ok().flatten()
}

/// The account of whoever is signed in; for others the login.
async fn account(session: Session, State(app): State<App>) -> Result<Account, Redirect> {
    match user(session).await {
        Some(user) => Ok(Account { app, user }),
        None => Err(Redirect::to("/login")),
    }
}

/// The same view for everybody.
async fn front(State(app): State<App>) -> Account {
    let user = String::new();
    Account { app, user }
}

/// Counts the mounts that have begun and not ended.
struct Counted(Arc<AtomicUsize>);

impl Drop for Counted {
    fn drop(&mut self) {
        self.0.fetch_sub(1, Ordering::Relaxed);
    }
}

async fn slow(State(app): State<App>) -> Account {
    if app.hangs.load(Ordering::Relaxed) {
        app.mounting.fetch_add(1, Ordering::Relaxed);
        let _counted = Counted(Arc::clone(&app.mounting));
        pending::<()>().await;
    }
    front(State(app)).await
}

async fn fragile(State(app): State<App>) -> Account {
    assert!(!app.hangs.load(Ordering::Relaxed), "it is meant to panic");
    front(State(app)).await
}

async fn sign_in(session: Session, Path(user): Path<String>) -> Result<(), StatusCode> {
    let kept = session.insert("user", user).await;
    kept.map_err(|_| StatusCode::INTERNAL_SERVER_ERROR)
}

async fn sign_out(session: Session, docent: Docent) -> Result<String, StatusCode> {
    let id = user(session.clone()).await.unwrap_or_default();
    session
        .flush()
        .await
        .map_err(|_| StatusCode::INTERNAL_SERVER_ERROR)?;
    let ended = docent.user(&id).disconnect("signed out");
    Ok(ended.to_string())
}

async fn open_app() -> (App, SocketAddr) {
    let limits = Limits::default().mount_timeout(Duration::from_millis(300));
    let docent = Docent::builder().identify(user).limits(limits).build();
    let app = App::default();
    let router = Router::new()
        .route("/", docent::live(front))
        .route("/me", docent::live(account))
        .nest(
            "/{tenant}/below",
            Router::new().route("/page", docent::live(front)),
        )
        .route("/slow", docent::live(slow))
        .route("/fragile", docent::live(fragile))
        .route("/sign-in/{user}", get(sign_in))
        .route("/sign-out", get(sign_out))
        .layer(SessionManagerLayer::new(MemoryStore::default()).with_secure(false))
        .with_state(app.clone());
    (app, serve(&docent, router).await)
}

/// A browser in which somebody has signed in, on a page.
async fn signed_in(address: SocketAddr, user: &str, path: &str) -> Visitor {
    let path_in = format!("/sign-in/{user}");
    let answer = docent_tests::get(address, &path_in, &[]).await;
    let login = answer.header("set-cookie").expect("a login's cookie");
    let login = login.split(';').next().expect("a value").to_owned();
    open_with(address, path, &login).await
}

/// Opens a page with a login's cookie, and keeps both cookies.
async fn open_with(address: SocketAddr, path: &str, login: &str) -> Visitor {
    let mut visitor = Visitor::open_with(address, path, &[("cookie", login)]).await;
    visitor.cookie = format!("{}; {login}", visitor.cookie);
    visitor
}

fn status(refused: Result<impl Sized, Error>) -> u16 {
    match refused {
        Err(Error::Http(response)) => response.status().as_u16(),
        Err(error) => panic!("no answer of HTTP, but {error}"),
        Ok(_) => panic!("the upgrade was accepted"),
    }
}

/// Attaches the page again to the session of a welcome.
async fn attach_again(visitor: &Visitor, session: &str) -> String {
    let mut socket = visitor.connect().await;
    let token = &visitor.token;
    let hello =
        format!("[\"h\",{{\"page\":\"{token}\",\"session\":\"{session}\",\"epoch\":1,\"ack\":0}}]");
    socket.send_text(&hello).await;
    session_of(&socket.next().await)
}

async fn enter(visitor: &Visitor) -> (Socket, String) {
    let mut socket = visitor.connect().await;
    socket.send_text(&visitor.hello()).await;
    let session = session_of(&socket.next().await);
    (socket, session)
}

fn session_of(welcome: &str) -> String {
    let id = welcome.strip_prefix("[\"w\",\"").expect(welcome).get(..32);
    id.expect(welcome).to_owned()
}

#[tokio::test]
async fn after_a_logout_no_open_page_can_act() {
    let (app, address) = open_app().await;
    let visitor = signed_in(address, "alice", "/me").await;
    let (mut first, session) = enter(&visitor).await;
    let (mut second, _) = enter(&visitor).await;
    first.send_text("[\"e\",1,\"transfer\",{},0]").await;
    first.answered().await;
    assert_eq!(app.transfers.load(Ordering::Relaxed), 1);

    let cookie = [("cookie", visitor.cookie.as_str())];
    let ended = docent_tests::get(address, "/sign-out", &cookie).await;
    assert_eq!(ended.body, "2");
    for socket in [&mut first, &mut second] {
        // It may be closed already.
        let event = Message::text("[\"e\",2,\"transfer\",{},0]");
        drop(socket.try_send(event).await);
        assert_eq!(socket.closed().await, (4403, "signed out".to_owned()));
    }
    // The page comes back, and its mount sends it to the login.
    let origin = format!("http://{address}");
    assert_eq!(status(visitor.upgrade(Some(&origin)).await), 303);
    // Neither does another page of the browser help, whose mount lets it in.
    let mut elsewhere = visitor.clone();
    "/".clone_into(&mut elsewhere.path);
    assert_ne!(attach_again(&elsewhere, &session).await, session);
    assert_eq!(app.transfers.load(Ordering::Relaxed), 1);
}

#[tokio::test]
async fn a_logout_before_the_hello_ends_the_session_at_once() {
    let (app, address) = open_app().await;
    let visitor = signed_in(address, "alice", "/me").await;
    let mut socket = visitor.connect().await;
    let cookie = [("cookie", visitor.cookie.as_str())];
    let ended = docent_tests::get(address, "/sign-out", &cookie).await;
    assert_eq!(ended.body, "0", "there is no session yet");
    socket.send_text(&visitor.hello()).await;
    drop(
        socket
            .try_send(Message::text("[\"e\",1,\"transfer\",{},0]"))
            .await,
    );
    assert_eq!(socket.closed().await, (4403, "signed out".to_owned()));
    assert_eq!(app.transfers.load(Ordering::Relaxed), 0);
}

#[tokio::test]
async fn a_session_is_attached_only_where_it_was_mounted() {
    let (_, address) = open_app().await;
    let visitor = signed_in(address, "alice", "/me").await;
    let (socket, session) = enter(&visitor).await;
    drop(socket);
    for path in ["/", "/me?tab=2"] {
        let mut elsewhere = visitor.clone();
        path.clone_into(&mut elsewhere.path);
        assert_ne!(attach_again(&elsewhere, &session).await, session, "{path}");
    }
    assert_eq!(attach_again(&visitor, &session).await, session);

    let nested = Visitor::open(address, "/a/below/page").await;
    let (socket, session_below) = enter(&nested).await;
    drop(socket);
    let mut elsewhere = nested.clone();
    "/b/below/page".clone_into(&mut elsewhere.path);
    assert_ne!(
        attach_again(&elsewhere, &session_below).await,
        session_below
    );
    assert_eq!(attach_again(&nested, &session_below).await, session_below);

    // The same browser, after another user has signed in.
    let (docents, _) = visitor.cookie.split_once("; ").expect("two cookies");
    let other = signed_in(address, "mallory", "/me").await;
    let (_, login) = other.cookie.split_once("; ").expect("two cookies");
    let mut mallory = visitor.clone();
    mallory.cookie = format!("{docents}; {login}");
    assert_ne!(attach_again(&mallory, &session).await, session);
}

#[tokio::test]
async fn a_login_that_ends_elsewhere_ends_the_lost_page() {
    let (_, address) = open_app().await;
    let visitor = signed_in(address, "alice", "/me").await;
    let (socket, session) = enter(&visitor).await;
    drop(socket);
    // The login is gone, and nobody has told docent.
    let (docents, login) = visitor.cookie.split_once("; ").expect("two cookies");
    let mut without = visitor.clone();
    docents.clone_into(&mut without.cookie);
    let origin = format!("http://{address}");
    assert_eq!(status(without.upgrade(Some(&origin)).await), 303);
    // Even with the login again, it is another session.
    let mut again = visitor.clone();
    again.cookie = format!("{docents}; {login}");
    assert_ne!(attach_again(&again, &session).await, session);
}

#[tokio::test]
async fn a_mount_that_hangs_is_dropped_and_answered() {
    let (app, address) = open_app().await;
    let visitor = Visitor::open(address, "/slow").await;
    app.hangs.store(true, Ordering::Relaxed);
    assert_eq!(docent_tests::get(address, "/slow", &[]).await.status, 503);
    let origin = format!("http://{address}");
    assert_eq!(status(visitor.upgrade(Some(&origin)).await), 503);
    assert_eq!(app.mounting.load(Ordering::Relaxed), 0);
}

#[tokio::test]
async fn hung_mounts_end_with_their_sockets() {
    let limits = Limits::default().mount_timeout(Duration::from_secs(3600));
    let docent = Docent::builder().limits(limits).build();
    let app = App::default();
    let router = Router::new()
        .route("/slow", docent::live(slow))
        .with_state(app.clone());
    let address = serve(&docent, router).await;
    let visitor = Visitor::open(address, "/slow").await;
    app.hangs.store(true, Ordering::Relaxed);
    let origin = format!("http://{address}");
    let mut sockets = Vec::new();
    for _ in 0..50 {
        let (visitor, origin) = (visitor.clone(), origin.clone());
        sockets.push(tokio::spawn(async move {
            visitor.upgrade(Some(&origin)).await.map(drop)
        }));
    }
    reaches(&app.mounting, 50).await;
    for socket in sockets {
        socket.abort();
    }
    reaches(&app.mounting, 0).await;
}

async fn reaches(count: &AtomicUsize, number: usize) {
    let reached = async {
        while count.load(Ordering::Relaxed) != number {
            yield_now().await;
        }
    };
    assert!(timeout(PATIENCE, reached).await.is_ok(), "not {number}");
}

#[tokio::test]
async fn a_mount_that_panics_costs_only_its_request() {
    let (app, address) = open_app().await;
    let visitor = Visitor::open(address, "/fragile").await;
    app.hangs.store(true, Ordering::Relaxed);
    let origin = format!("http://{address}");
    assert_eq!(
        docent_tests::get(address, "/fragile", &[]).await.status,
        500
    );
    assert_eq!(status(visitor.upgrade(Some(&origin)).await), 500);
    app.hangs.store(false, Ordering::Relaxed);
    enter(&visitor).await;
}

#[tokio::test]
async fn a_fresh_token_is_given_only_to_who_may_have_the_page() {
    let (app, address) = open_app().await;
    let accept = ("accept", "application/docent+json");
    let refused = docent_tests::get(address, "/me", &[accept]).await;
    assert_eq!(refused.status, 303);
    let visitor = signed_in(address, "alice", "/me").await;
    let cookie = ("cookie", visitor.cookie.as_str());
    let given = docent_tests::get(address, "/me", &[accept, cookie]).await;
    assert!(given.body.starts_with("{\"page\":"), "{given:?}");
    app.hangs.store(true, Ordering::Relaxed);
    let late = docent_tests::get(address, "/slow", &[accept]).await;
    assert_eq!(late.status, 503);
}

/// A request whose cookies do not name somebody who is refused.
struct NotRefused;

impl<S: Sync> FromRequestParts<S> for NotRefused {
    type Rejection = (StatusCode, &'static str);

    async fn from_request_parts(parts: &mut Parts, _: &S) -> Result<Self, Self::Rejection> {
        match named(&parts.headers, "refused") {
            true => Err((StatusCode::FORBIDDEN, "not you")),
            false => Ok(Self),
        }
    }
}

fn named(headers: &HeaderMap, user: &str) -> bool {
    let cookies = headers.get("cookie").and_then(|all| all.to_str().ok());
    cookies.is_some_and(|all| all.contains(&format!("user={user}")))
}

async fn fragile_user(_: NotRefused, headers: HeaderMap) -> Option<String> {
    assert!(!named(&headers, "nobody"), "it is meant to panic");
    None
}

#[tokio::test]
async fn who_cannot_be_identified_gets_an_answer_and_no_page() {
    let docent = Docent::builder().identify(fragile_user).build();
    let mounts = Arc::new(AtomicUsize::new(0));
    let mount = {
        let mounts = Arc::clone(&mounts);
        move || {
            mounts.fetch_add(1, Ordering::Relaxed);
            front(State(App::default()))
        }
    };
    let app = Router::new().route("/", docent::live(mount));
    let address = serve(&docent, app).await;
    let known = Visitor::open(address, "/").await;
    assert_eq!(mounts.load(Ordering::Relaxed), 1);
    let origin = format!("http://{address}");
    for (user, expected, body) in [("nobody", 500, ""), ("refused", 403, "not you")] {
        let mut visitor = known.clone();
        visitor.cookie = format!("{}; user={user}", known.cookie);
        let answer = docent_tests::get(address, "/", &[("cookie", &visitor.cookie)]).await;
        assert_eq!((answer.status, &*answer.body), (expected, body));
        assert_eq!(status(visitor.upgrade(Some(&origin)).await), expected);
    }
    assert_eq!(mounts.load(Ordering::Relaxed), 1, "no mount has run");
    enter(&known).await;
}

#[tokio::test]
async fn an_empty_id_is_nobody_s() {
    let docent = Docent::builder()
        .identify(async || Some(String::new()))
        .build();
    let app = Router::new()
        .route("/", docent::live(front))
        .with_state(App::default());
    let address = serve(&docent, app).await;
    let (_socket, _) = enter(&Visitor::open(address, "/").await).await;
    assert!(docent.user("").is_empty());
    let ended = docent.disconnect_where(|session| session.user().is_none(), "nobody");
    assert_eq!(ended, 1);
}
