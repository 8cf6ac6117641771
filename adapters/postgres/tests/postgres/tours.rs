//! Tours whose progress is in the database, with two servers, lost answers and crashes.

use std::time::Duration;

use docent::prelude::*;
use docent::store::ProgressKey;
use docent::test::Page;
use docent::{Docent, Visitor};
use docent_postgres::PostgresStore;
use sqlx::PgPool;

use crate::cluster::Cluster;
use crate::faults::{behind_a_proxy, is_idle, stores};
use crate::new_visitor;
use crate::proxy::{Fault, Way};

#[derive(Default)]
struct Shop {
    saved: u32,
}

#[live_view(TutorialMixin, LiveView)]
impl Shop {
    #[event_handler]
    fn save(&mut self) {
        self.saved += 1;
    }
}

impl View for Shop {
    fn render(&self) -> Html {
        Html::new(format_args!(
            r#"<button id="save" dj-click="save">Save</button><p>{}</p>"#,
            self.saved
        ))
    }
}

tutorial! {
    <Shop>
    id: "guide",
    step { target: "#save", message: "1", wait_for: save }
    step { target: "#save", message: "2", wait_for: save }
    step { target: "#save", message: "3", wait_for: save }
    step { target: "#save", message: "4", wait_for: save }
    step { target: "#save", message: "5", wait_for: save }
}

async fn open(store: PostgresStore, visitor: &Visitor) -> Page<Shop> {
    let docent = Docent::builder().progress(store).build();
    let page = Page::<Shop>::builder().docent(&docent).visitor(visitor);
    page.mount(Shop::default).await.expect("a page")
}

/// Lets the page's session do what it can while the database answers.
async fn turn(page: &Page<Shop>) {
    page.settle().await;
    tokio::time::sleep(Duration::from_millis(1)).await;
}

/// Waits until the page shows that step, counted from 0.
async fn shows(page: &Page<Shop>, index: usize) {
    while page.step().is_none_or(|step| step.index != index) {
        turn(page).await;
    }
}

/// Waits until that step, counted from 0, is stored.
async fn is_stored(page: &Page<Shop>, store: &PostgresStore, step: usize) {
    let key = ProgressKey::new(page.visitor(), "guide");
    while crate::step(store, &key).await != Some(step) {
        turn(page).await;
    }
}

async fn save(page: &mut Page<Shop>) {
    page.click("#save").await.expect("saved");
}

#[tokio::test]
async fn a_tour_that_begins_at_one_server_goes_on_at_another() {
    let options = Cluster::shared().database().await;
    let pools = [(); 2].map(|()| PgPool::connect_lazy_with(options.clone()));
    docent_postgres::migrate(&pools[0]).await.expect("migrated");
    let [at_a, at_b] = stores([&pools[0], &pools[1]]).await;
    let visitor = new_visitor();

    let mut a = open(at_a.clone(), &visitor).await;
    a.start_tutorial().await.expect("started");
    shows(&a, 0).await;
    save(&mut a).await;
    shows(&a, 1).await;
    is_stored(&a, &at_a, 1).await;

    let mut b = open(at_b.clone(), &visitor).await;
    shows(&b, 1).await;
    save(&mut b).await;
    shows(&b, 2).await;
    is_stored(&b, &at_b, 2).await;

    // What the visitor left at A is over with the next step there.
    save(&mut a).await;
    while a.step().is_some() {
        turn(&a).await;
    }
    is_stored(&b, &at_b, 2).await;
}

#[tokio::test]
async fn a_save_whose_answer_was_lost_supersedes_nothing() {
    let (proxy, bad, good) = behind_a_proxy(1).await;
    let [at_bad, at_good] = stores([&bad, &good]).await;
    let mut page = open(at_bad, &new_visitor()).await;
    page.start_tutorial().await.expect("started");
    for step in 0..3 {
        shows(&page, step).await;
        is_stored(&page, &at_good, step).await;
        is_idle(&bad).await;
        if step < 2 {
            save(&mut page).await;
        }
    }
    // Six bytes are the pool's test of the connection, and what follows them the answer.
    proxy.set(Fault::CutOnce(Way::Down, 8));
    save(&mut page).await;
    shows(&page, 3).await;
    is_stored(&page, &at_good, 3).await;
    while proxy.fault() != Fault::None {
        turn(&page).await;
    }
    save(&mut page).await;
    shows(&page, 4).await;
    is_stored(&page, &at_good, 4).await;
    page.settle().await;
    assert!(page.step().is_some(), "it is still the newest run");
}

#[tokio::test]
async fn a_tour_goes_on_while_the_database_is_down_and_is_saved_later() {
    // Killing the shared one would end the other tests.
    let cluster = Cluster::start();
    let store = PostgresStore::new(cluster.migrated().await)
        .await
        .expect("a store");
    let visitor = new_visitor();
    let mut page = open(store.clone(), &visitor).await;
    page.start_tutorial().await.expect("started");
    shows(&page, 0).await;
    is_stored(&page, &store, 0).await;

    cluster.kill();
    save(&mut page).await;
    shows(&page, 1).await;
    cluster.restart();
    save(&mut page).await;
    shows(&page, 2).await;
    is_stored(&page, &store, 2).await;

    let later = open(store, &visitor).await;
    shows(&later, 2).await;
}
