//! Bad input gets a clear answer and loses nothing: on real sockets, sent by
//! hand, as no client of ours would.

use axum::Router;
use docent::Docent;
use docent::config::Limits;
use docent::prelude::*;
use docent_tests::{Socket, Visitor, get, serve};
use tokio_tungstenite::tungstenite::Message;

#[derive(Default)]
struct Counter {
    count: i64,
}

#[live_view(LiveView)]
impl Counter {
    #[event_handler]
    fn add(&mut self, amount: i64) {
        self.count += amount;
    }
}

impl View for Counter {
    fn render(&self) -> Html {
        Html::from(format!("<b>{}</b>", self.count))
    }
}

async fn visitor() -> Visitor {
    let app = Router::new()
        .route("/", docent::live(Counter::default))
        .merge(docent::assets());
    let address = serve(&Docent::new(), app).await;
    Visitor::open(address, "/").await
}

/// The session is whole: it counts on from where it was.
async fn still_counts(socket: &mut Socket, event: u64, from: i64) {
    let applied = event - 1;
    socket
        .send_text(&format!("[\"e\",{event},\"add\",{{\"amount\":1}},0]"))
        .await;
    let frame = socket.next().await;
    assert!(
        frame.contains(&format!("<b>{}</b>", from + 1)),
        "{applied}: {frame}"
    );
}

/// Opens a new socket to the same session, as the client does after a close.
async fn back_to(visitor: &Visitor, session: &str) -> (Socket, String) {
    let mut socket = visitor.connect().await;
    let token = &visitor.token;
    socket
        .send_text(&format!(
            "[\"h\",{{\"page\":\"{token}\",\"session\":\"{session}\",\"epoch\":1,\"ack\":1}}]"
        ))
        .await;
    let welcome = socket.next().await;
    (socket, welcome)
}

/// Enters, counts to one, and gives the socket and the session's id.
async fn entered(visitor: &Visitor) -> (Socket, String) {
    let mut socket = visitor.connect().await;
    socket.send_text(&visitor.hello()).await;
    let welcome = socket.next().await;
    let welcome: serde_json::Value = serde_json::from_str(&welcome).expect("JSON");
    let session = welcome[1].as_str().expect("an id").to_owned();
    still_counts(&mut socket, 1, 0).await;
    (socket, session)
}

#[tokio::test]
async fn an_unknown_event_is_refused_and_the_next_one_runs() {
    let visitor = visitor().await;
    let (mut socket, _) = entered(&visitor).await;
    socket.send_text("[\"e\",2,\"subtract\",{},1]").await;
    assert_eq!(
        socket.next().await,
        r#"["x",2,"unknown_event","there is no event handler `subtract`"]"#
    );
    still_counts(&mut socket, 3, 1).await;
}

#[tokio::test]
async fn a_missing_parameter_is_refused_by_name() {
    let visitor = visitor().await;
    let (mut socket, _) = entered(&visitor).await;
    socket.send_text("[\"e\",2,\"add\",{},1]").await;
    assert_eq!(
        socket.next().await,
        r#"["x",2,"missing_parameter","parameter `amount` is missing","amount"]"#
    );
    still_counts(&mut socket, 3, 1).await;
}

#[tokio::test]
async fn an_ill_typed_parameter_is_refused_by_name_and_not_repeated() {
    let visitor = visitor().await;
    let (mut socket, _) = entered(&visitor).await;
    for (event, value) in [
        (2, "\"canary\""),
        (3, "[1]"),
        (4, "1.5"),
        (5, "null"),
        (6, "{}"),
    ] {
        socket
            .send_text(&format!("[\"e\",{event},\"add\",{{\"amount\":{value}}},1]"))
            .await;
        let answer = socket.next().await;
        let code = if value == "null" {
            "missing"
        } else {
            "ill_typed"
        };
        assert!(
            answer.starts_with(&format!("[\"x\",{event},\"")),
            "{answer}"
        );
        assert!(
            answer.contains("ill_typed_parameter") || code == "missing",
            "{answer}"
        );
        assert!(answer.contains("`amount`"), "{answer}");
        assert!(!answer.contains("canary"), "{answer}");
    }
    still_counts(&mut socket, 7, 1).await;
}

#[tokio::test]
async fn a_frame_that_is_not_json_closes_the_socket_with_a_reason() {
    for bad in ["hello", "{", "", "[\"e\",2,\"add\",{\"amount\":1},1"] {
        let visitor = visitor().await;
        let (mut socket, session) = entered(&visitor).await;
        socket.send_text(bad).await;
        assert_eq!(
            socket.closed().await,
            (4400, "the frame is not JSON".to_owned())
        );
        let (mut socket, welcome) = back_to(&visitor, &session).await;
        assert!(welcome.contains(&session), "{welcome}");
        still_counts(&mut socket, 2, 1).await;
    }
}

#[tokio::test]
async fn a_frame_of_the_wrong_shape_closes_the_socket_with_a_reason() {
    for (bad, reason) in [
        ("{}", "a frame is a JSON array"),
        ("[\"z\"]", "the frame is of an unknown kind"),
        ("[\"e\",2,\"add\"]", "the frame has too few elements"),
        (
            "[\"e\",9,\"add\",{},1]",
            "an event is missing before this one",
        ),
        ("[\"k\",77]", "a frame was acknowledged that was never sent"),
    ] {
        let visitor = visitor().await;
        let (mut socket, _) = entered(&visitor).await;
        socket.send_text(bad).await;
        assert_eq!(socket.closed().await, (4400, reason.to_owned()));
    }
}

#[tokio::test]
async fn a_binary_frame_closes_the_socket_with_a_reason() {
    let visitor = visitor().await;
    let (mut socket, _) = entered(&visitor).await;
    socket.send(Message::binary(vec![1, 2, 3])).await;
    assert_eq!(socket.closed().await, (4400, "frames are text".to_owned()));
}

#[tokio::test]
async fn an_oversized_frame_closes_with_1009_and_keeps_the_session() {
    let limit = Limits::default().max_frame_bytes;
    for size in [limit + 1, 3 * limit, 5 * limit, 1024 * 1024] {
        let visitor = visitor().await;
        let (mut socket, session) = entered(&visitor).await;
        let padding = "x".repeat(size - "[\"e\",2,\"\",{},1]".len());
        let frame = format!("[\"e\",2,\"{padding}\",{{}},1]");
        assert_eq!(frame.len(), size);
        // The server may close before it has read it all.
        socket.send(Message::text(frame)).await;
        assert_eq!(
            socket.closed().await,
            (1009, "the frame is too large".to_owned()),
            "{size}"
        );
        let (mut socket, _) = back_to(&visitor, &session).await;
        still_counts(&mut socket, 2, 1).await;
    }
}

#[tokio::test]
async fn a_frame_of_just_the_limit_is_read() {
    let visitor = visitor().await;
    let (mut socket, _) = entered(&visitor).await;
    let padding = "x".repeat(Limits::default().max_frame_bytes - "[\"e\",2,\"\",{},1]".len());
    socket
        .send_text(&format!("[\"e\",2,\"{padding}\",{{}},1]"))
        .await;
    let answer = socket.next().await;
    assert!(answer.starts_with("[\"x\",2,\"unknown_event\""), "{answer}");
    assert!(answer.len() < 200, "a long name is not repeated: {answer}");
}

#[tokio::test]
async fn an_event_before_hello_closes_the_socket_with_a_reason() {
    let visitor = visitor().await;
    let mut socket = visitor.connect().await;
    socket.send_text("[\"e\",1,\"add\",{\"amount\":1},0]").await;
    assert_eq!(
        socket.closed().await,
        (4400, "the first frame is a hello".to_owned())
    );
    // The page itself is not spoilt by it.
    still_counts(&mut visitor.enter().await, 1, 0).await;
}

#[tokio::test]
async fn a_second_hello_closes_the_socket() {
    let visitor = visitor().await;
    let (mut socket, _) = entered(&visitor).await;
    socket.send_text(&visitor.hello()).await;
    assert_eq!(socket.closed().await, (4400, "a second hello".to_owned()));
}

#[tokio::test]
async fn a_page_token_of_another_visitor_or_none_is_not_let_in() {
    let visitor = visitor().await;
    let other = Visitor::open(visitor.address, "/").await;
    for token in [other.token.as_str(), "", "1.00", "9999999999.00"] {
        let mut socket = visitor.connect().await;
        socket
            .send_text(&format!("[\"h\",{{\"page\":\"{token}\"}}]"))
            .await;
        assert_eq!(
            socket.closed().await,
            (4401, "the page token is not valid here".to_owned())
        );
    }
}

#[tokio::test]
async fn another_visitors_session_cannot_be_attached_to() {
    let visitor = visitor().await;
    let (_socket, session) = entered(&visitor).await;
    let other = Visitor::open(visitor.address, "/").await;
    let (_, welcome) = back_to(&other, &session).await;
    assert!(welcome.starts_with("[\"w\","), "{welcome}");
    assert!(!welcome.contains(&session), "{welcome}");
}

#[tokio::test]
async fn a_page_of_another_origin_gets_no_socket() {
    let visitor = visitor().await;
    for origin in [Some("http://evil.example"), Some("null"), None] {
        let error = visitor.upgrade(origin).await.expect_err("refused");
        assert!(error.to_string().contains("403"), "{origin:?}: {error}");
    }
}

#[tokio::test]
async fn a_fresh_token_is_given_to_the_page_and_to_no_other_site() {
    let visitor = visitor().await;
    let accept = ("accept", "application/docent+json");
    let cookie = ("cookie", visitor.cookie.as_str());
    let answer = get(visitor.address, "/", &[accept, cookie]).await;
    assert_eq!(answer.header("cache-control"), Some("no-store"));
    let fresh: serde_json::Value = serde_json::from_str(&answer.body).expect("JSON");
    let fresh = Visitor {
        token: fresh["page"].as_str().expect("a token").to_owned(),
        ..visitor.clone()
    };
    still_counts(&mut fresh.enter().await, 1, 0).await;

    let site = ("sec-fetch-site", "cross-site");
    let answer = get(visitor.address, "/", &[accept, cookie, site]).await;
    assert_eq!((answer.status, answer.body.as_str()), (403, ""));
}

#[tokio::test]
async fn a_page_that_says_nothing_is_sent_away_when_its_time_is_over() {
    let app = Router::new().route("/", docent::live(Counter::default));
    let docent = Docent::builder()
        .limits(Limits::default().hello_timeout(std::time::Duration::from_millis(50)))
        .build();
    let visitor = Visitor::open(serve(&docent, app).await, "/").await;
    let mut socket = visitor.connect().await;
    assert_eq!(
        socket.closed().await,
        (4400, "no hello came in time".to_owned())
    );
}
