//! The bounds that only a real socket has: messages in fragments, floods, and
//! pages that come faster than they may.

use std::time::Duration;

use docent::Docent;
use docent::config::Limits;
use docent_tests::walk::{Book, app, mount};
use docent_tests::{PATIENCE, Socket, Visitor, serve};
use tokio::time::{sleep, timeout};
use tokio_tungstenite::tungstenite::protocol::frame::Frame;
use tokio_tungstenite::tungstenite::protocol::frame::coding::{Data, OpCode};
use tokio_tungstenite::tungstenite::{Bytes, Message};

async fn visitor(limits: Limits) -> (Visitor, Book) {
    let book = Book::default();
    let address = serve(&Docent::builder().limits(limits).build(), app(&book)).await;
    (Visitor::open(address, "/").await, book)
}

/// Limits under which a silent page is noticed soon.
fn short() -> Limits {
    Limits::default()
        .heartbeat_interval(Duration::from_millis(200))
        .silence_timeout(Duration::from_millis(800))
        .hello_timeout(Duration::from_millis(800))
}

/// A part of a message that is not its last.
fn fragment(text: &str, is_first: bool) -> Message {
    let data = if is_first { Data::Text } else { Data::Continue };
    let bytes = Bytes::copy_from_slice(text.as_bytes());
    Message::Frame(Frame::message(bytes, OpCode::Data(data), false))
}

/// Waits until the server has dropped the connection, sending what `next` gives.
async fn until_dropped(
    socket: &mut Socket,
    what: &str,
    pause: Duration,
    next: impl Fn() -> Message,
) {
    let dropped = timeout(PATIENCE, async {
        while socket.try_send(next()).await.is_ok() {
            sleep(pause).await;
        }
    });
    assert!(
        dropped.await.is_ok(),
        "{what}: the connection is kept forever"
    );
}

/// Comes back to the session that a welcome names; it is there.
async fn back_to(visitor: &Visitor, welcome: &str) -> Socket {
    let session = welcome.split('"').nth(3).expect("an id");
    let token = &visitor.token;
    let mut socket = visitor.connect().await;
    let hello = format!("[\"h\",{{\"page\":\"{token}\",\"session\":\"{session}\",\"epoch\":1}}]");
    socket.send_text(&hello).await;
    let again = socket.next().await;
    assert!(again.contains(session), "{again} is not {session}");
    socket
}

async fn enter(visitor: &Visitor) -> (Socket, String) {
    let mut socket = visitor.connect().await;
    socket.send_text(&visitor.hello()).await;
    let welcome = socket.next().await;
    (socket, welcome)
}

#[tokio::test]
async fn an_unfinished_message_ends_the_connection_not_the_session() {
    let (visitor, _) = visitor(short()).await;
    let (mut socket, welcome) = enter(&visitor).await;
    socket.send(fragment("[\"e\",", true)).await;
    let pause = Duration::from_millis(20);
    until_dropped(&mut socket, "fragments", pause, || fragment(" ", false)).await;
    back_to(&visitor, &welcome).await;
}

#[tokio::test]
async fn pings_do_not_keep_a_connection_with_an_unfinished_message() {
    let (visitor, _) = visitor(short()).await;
    let (mut socket, welcome) = enter(&visitor).await;
    socket.send(fragment("[\"e\",", true)).await;
    let pause = Duration::from_millis(20);
    until_dropped(&mut socket, "pings", pause, || Message::Ping(Bytes::new())).await;
    back_to(&visitor, &welcome).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_flood_of_pings_does_not_keep_a_connection() {
    let (visitor, _) = visitor(short()).await;
    let (mut socket, welcome) = enter(&visitor).await;
    let ping = || Message::Ping(Bytes::from_static(&[0; 125]));
    until_dropped(&mut socket, "a flood", Duration::ZERO, ping).await;
    back_to(&visitor, &welcome).await;
}

#[tokio::test]
async fn an_unfinished_hello_times_out_like_a_missing_one() {
    let (visitor, _) = visitor(short()).await;
    let mut socket = visitor.connect().await;
    socket.send(fragment("[\"h\",", true)).await;
    let pause = Duration::from_millis(20);
    until_dropped(&mut socket, "a hello", pause, || fragment(" ", false)).await;
}

#[tokio::test]
async fn a_message_is_too_large_in_however_many_fragments_it_comes() {
    let (visitor, _) = visitor(Limits::default()).await;
    let (mut socket, welcome) = enter(&visitor).await;
    let piece = "x".repeat(1_000);
    socket.send(fragment("[\"e\",1,\"", true)).await;
    for _ in 0..100 {
        if socket.try_send(fragment(&piece, false)).await.is_err() {
            break;
        }
    }
    assert_eq!(
        socket.closed().await,
        (1009, "the frame is too large".to_owned())
    );
    back_to(&visitor, &welcome).await;
}

#[tokio::test]
async fn a_page_beyond_its_visitors_sessions_waits_until_one_ends() {
    let limits = Limits::default()
        .max_sessions_per_visitor(3)
        .grace_period(Duration::ZERO);
    let (visitor, _) = visitor(limits).await;
    let mut open = Vec::new();
    for _ in 0..3 {
        open.push(enter(&visitor).await);
    }
    let mut socket = visitor.connect().await;
    socket.send_text(&visitor.hello()).await;
    let reason = "too many pages of this visitor are open".to_owned();
    assert_eq!(socket.closed().await, (1013, reason));
    // A page comes back to its own session all the same.
    let (_, welcome) = &open[0];
    let back = back_to(&visitor, welcome).await;
    drop(open.pop());
    let entered = timeout(PATIENCE, async {
        loop {
            let mut socket = visitor.connect().await;
            socket.send_text(&visitor.hello()).await;
            if let Some(Ok(Message::Text(_))) = socket.try_next().await {
                break;
            }
        }
    });
    assert!(
        entered.await.is_ok(),
        "one has ended, and one more comes in"
    );
    drop((open, back));
}

#[tokio::test]
async fn a_page_that_stays_too_fast_is_closed_with_4429() {
    // Nothing is forgiven while this runs.
    let (visitor, book) = visitor(Limits::default().events_per_second(1)).await;
    let (mut socket, welcome) = enter(&visitor).await;
    for event in 1..=260 {
        let event = format!("[\"e\",{event},\"go\",{{\"id\":{event}}},0]");
        if socket.try_send(Message::text(event)).await.is_err() {
            break;
        }
    }
    assert_eq!(
        socket.closed().await,
        (4429, "events came too fast for too long".to_owned())
    );
    let handled = book.of(visitor.cookie.trim_start_matches("docent="));
    assert!((40..45).contains(&handled.len()), "{handled:?}");
    back_to(&visitor, &welcome).await;
}

#[tokio::test]
async fn deep_nesting_or_a_duplicate_key_refuses_the_event() {
    let deep = format!("{}{}", "[".repeat(20), "]".repeat(20));
    let deepest = format!("{}{}", "[".repeat(5_000), "]".repeat(5_000));
    let keys: Vec<String> = (0..600).map(|key| format!("\"{key}\":0")).collect();
    for params in [
        deep,
        deepest,
        "{\"id\":1,\"id\":2}".to_owned(),
        format!("{{{}}}", keys.join(",")),
    ] {
        let (visitor, book) = visitor(Limits::default()).await;
        let (mut socket, _) = enter(&visitor).await;
        socket
            .send_text(&format!("[\"e\",1,\"go\",{params},0]"))
            .await;
        let answer = socket.next().await;
        assert!(answer.starts_with("[\"x\",1,\"malformed\","), "{answer}");
        socket.send_text("[\"e\",2,\"go\",{\"id\":2},0]").await;
        socket.next().await;
        let handled = book.of(visitor.cookie.trim_start_matches("docent="));
        assert_eq!(handled, [2]);
    }
}

#[tokio::test]
async fn a_report_too_deep_or_with_a_key_twice_closes_the_socket() {
    let reason = "it nests too deep, or an object has too many keys or one twice";
    let deep = format!("{}{}", "[".repeat(20), "]".repeat(20));
    for report in [deep, "{\"id\":1,\"id\":2}".to_owned()] {
        let (visitor, _) = visitor(Limits::default()).await;
        let (mut socket, welcome) = enter(&visitor).await;
        socket.send_text(&format!("[\"k\",{report}]")).await;
        let (code, why) = socket.closed().await;
        assert_eq!(code, 4400, "{report}");
        assert!(why.ends_with(reason), "{why}");
        back_to(&visitor, &welcome).await;
    }
}

/// An event in parts of so many bytes.
async fn send_in_parts(socket: &mut Socket, event: &str, length: usize) {
    let mut rest = event;
    while !rest.is_empty() {
        let (part, more) = rest.split_at(length.min(rest.len()));
        let part = serde_json::json!(["+", more.is_empty(), part]);
        if socket
            .try_send(Message::text(part.to_string()))
            .await
            .is_err()
        {
            return;
        }
        rest = more;
    }
}

#[tokio::test]
async fn an_event_in_parts_is_handled_up_to_64_kib() {
    let (visitor, book) = visitor(Limits::default()).await;
    let (mut socket, welcome) = enter(&visitor).await;
    let event = |number: u64, length: usize| {
        let padding = "x".repeat(length);
        format!("[\"e\",{number},\"go\",{{\"id\":{number},\"padding\":\"{padding}\"}},0]")
    };
    send_in_parts(&mut socket, &event(1, 60_000), 4_000).await;
    socket.next().await;
    let handled = || book.of(visitor.cookie.trim_start_matches("docent="));
    assert_eq!(handled(), [1]);
    send_in_parts(&mut socket, &event(2, 70_000), 4_000).await;
    assert_eq!(
        socket.closed().await,
        (1009, "the frame is too large".to_owned())
    );
    assert_eq!(handled(), [1]);
    back_to(&visitor, &welcome).await;
}

#[tokio::test]
async fn a_route_may_take_longer_events_than_the_others() {
    let book = Book::default();
    let long = Limits::new().max_event_bytes(256 * 1024);
    let app = app(&book).route("/long", docent::route(mount(&book)).limits(long).live());
    let address = serve(&Docent::new(), app).await;
    let padding = "x".repeat(200_000);
    let event = format!("[\"e\",1,\"go\",{{\"id\":1,\"padding\":\"{padding}\"}},0]");

    let visitor = Visitor::open(address, "/long").await;
    let (mut socket, welcome) = enter(&visitor).await;
    assert!(welcome.contains("\"event\":262144"), "{welcome}");
    send_in_parts(&mut socket, &event, 4_000).await;
    socket.next().await;
    let handled = book.of(visitor.cookie.trim_start_matches("docent="));
    assert_eq!(handled, [1]);

    let visitor = Visitor::open(address, "/").await;
    let (mut socket, welcome) = enter(&visitor).await;
    assert!(welcome.contains("\"event\":65536"), "{welcome}");
    send_in_parts(&mut socket, &event, 4_000).await;
    assert_eq!(socket.closed().await.0, 1009);
}

#[tokio::test]
async fn hostile_origins_get_no_socket() {
    let (visitor, _) = visitor(Limits::default()).await;
    let port = visitor.address.port();
    for origin in [
        "null".to_owned(),
        "http://evil.example".to_owned(),
        format!("http://evil.example:{port}"),
        "http://127.0.0.1".to_owned(),
        format!("http://127.0.0.1:{port}0"),
        format!("http://127.0.0.1:{port}.evil.example"),
        format!("http://127.0.0.1:{port}@evil.example"),
        format!("http://127.0.0.1:{port}/"),
        format!("http://127.0.0.1.:{port}"),
        format!("http://[::ffff:127.0.0.1]:{port}"),
        format!("http://localhost:{port}"),
        format!("http://2130706433:{port}"),
        format!("ws://127.0.0.1:{port}"),
        format!("127.0.0.1:{port}"),
        format!("http://127.0.0.1:{port}, http://evil.example"),
        format!("http://evil.example http://127.0.0.1:{port}"),
        String::new(),
    ] {
        let error = visitor.upgrade(Some(&origin)).await.expect_err(&origin);
        assert!(error.to_string().contains("403"), "{origin}: {error}");
    }
    visitor.enter().await;
}
