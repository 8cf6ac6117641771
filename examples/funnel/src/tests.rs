//! What people do in the tour is what the funnel shows.

use std::time::Duration;

use docent::prelude::*;
use docent::test::Page;

use crate::funnel::{Funnel, Step, read};
use crate::view::TOUR;
use crate::{Database, Invoices, Recorder, page, sample, server};

/// A new visitor's page, with the tour begun.
async fn open(recorder: &Recorder) -> Page<Invoices> {
    let builder = Page::<Invoices>::builder().docent(&server(recorder));
    let mounted = builder.mount(Invoices::default).await;
    let mut page = mounted.expect("a view");
    page.start_tutorial().await.expect("handled");
    page
}

fn step(name: &str, shown: u32, closed: u32, here: u32) -> Step {
    Step {
        name: name.to_owned(),
        shown,
        closed,
        here,
        ..Step::default()
    }
}

#[tokio::test(start_paused = true)]
async fn every_step_has_its_target() {
    let mut page = Page::mount(Invoices::default).await;
    page.walk(async |_, _| Ok(())).await.assert_found();
}

#[tokio::test(start_paused = true)]
async fn the_funnel_shows_how_far_people_get() {
    let folder = tempfile::tempdir().expect("a folder");
    let database = Database::new(&folder.path().join("funnel.sqlite"));
    let recorder = Recorder::start(&database).expect("a database");

    let mut finishes = open(&recorder).await;
    finishes.advance(Duration::from_secs(5)).await;
    let (customer, invoice) = (Invoices::EVENTS.add_customer, Invoices::EVENTS.add_invoice);
    finishes.fire(customer, ()).await.expect("handled");
    // A reload in between: the same person, who goes on.
    finishes.reload().await;
    finishes.fire(invoice, ()).await.expect("handled");
    let send = Invoices::EVENTS.send_invoices;
    finishes.fire(send, ()).await.expect("handled");
    let mut closes = open(&recorder).await;
    closes.skip().await;
    closes.cancel().await;
    let stays = open(&recorder).await;

    recorder.written().expect("a thread that writes");
    let funnel = read(&database, TOUR).expect("read");
    let expected = Funnel {
        started: 3,
        finished: 1,
        steps: vec![
            step("look_around", 3, 0, 1),
            step("add_customer", 2, 1, 0),
            step("write_invoice", 1, 0, 0),
            step("send_invoice", 1, 0, 0),
        ],
    };
    assert_eq!(funnel, expected);
    let html = page::funnel(&funnel).0;
    for text in [
        "<b>33 %</b> of 3 people",
        "Most leave at <b>Add customer</b>: 1 person",
    ] {
        assert!(html.contains(text), "no {text}: {html}");
    }
    drop(stays);
}

#[tokio::test(start_paused = true)]
async fn who_signs_in_during_the_tour_is_one_person() {
    let folder = tempfile::tempdir().expect("a folder");
    let database = Database::new(&folder.path().join("funnel.sqlite"));
    let recorder = Recorder::start(&database).expect("a database");
    let mut anonymous = open(&recorder).await;
    anonymous.skip().await;
    let browser = Page::<Invoices>::builder().server(anonymous.server());
    let browser = browser.visitor(anonymous.visitor()).user("ada");
    drop(anonymous);
    let mut signed_in = browser.mount(Invoices::default).await.expect("a view");
    let (customer, invoice) = (Invoices::EVENTS.add_customer, Invoices::EVENTS.add_invoice);
    signed_in.fire(customer, ()).await.expect("handled");
    signed_in.fire(invoice, ()).await.expect("handled");

    recorder.written().expect("a thread that writes");
    let expected = Funnel {
        started: 1,
        finished: 0,
        steps: vec![
            step("look_around", 1, 0, 0),
            step("add_customer", 1, 0, 0),
            step("write_invoice", 1, 0, 0),
            step("send_invoice", 1, 0, 1),
        ],
    };
    assert_eq!(read(&database, TOUR).expect("read"), expected);
}

#[test]
fn nobody_is_in_an_empty_funnel_and_some_are_in_the_sample() {
    let folder = tempfile::tempdir().expect("a folder");
    let database = Database::new(&folder.path().join("funnel.sqlite"));
    let empty = read(&database, TOUR).expect("read");
    assert_eq!(empty, Funnel::default());
    assert!(page::funnel(&empty).0.contains("Nobody has begun"));
    for _ in 0..2 {
        sample(&database).expect("written");
        let funnel = read(&database, TOUR).expect("read");
        assert_eq!((funnel.started, funnel.steps.len()), (200, 4));
        let left: u32 = funnel
            .steps
            .iter()
            .map(|step| step.left() + step.here)
            .sum();
        assert_eq!(funnel.finished + left, 200);
    }
}
