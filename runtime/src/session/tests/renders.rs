//! Views that cannot be rendered, and steps without a message, when a snapshot is due.

use super::*;

/// A view that panics when the test asks for it.
#[derive(Default)]
struct Fragile {
    is_broken: bool,
    is_mute: bool,
    pokes: u32,
    outcomes: Vec<String>,
}

/// Notes how tours end, in the view.
#[derive(Default)]
struct Ear;

impl Mixin<Fragile> for Ear {
    const NAME: &'static str = "Ear";

    fn tour_event(&mut self, view: &mut Fragile, _: &mut Context<'_, Fragile>, event: &TourEvent) {
        if let TourEvent::Ended { outcome, .. } = event {
            view.outcomes.push(format!("{outcome:?}"));
        }
    }
}

#[live_view(Ear, TutorialMixin, LiveView)]
impl Fragile {
    #[event_handler]
    fn poke(&mut self) {
        self.pokes += 1;
    }

    #[event_handler]
    fn shatter(&mut self) {
        self.is_broken = true;
    }

    #[event_handler]
    fn repair(&mut self) {
        self.is_broken = false;
    }

    #[event_handler]
    fn hush(&mut self) {
        self.is_mute = true;
    }
}

impl View for Fragile {
    fn render(&self) -> Html {
        assert!(!self.is_broken, "as the test wants it");
        Html::from(format!("{} {:?}", self.pokes, self.outcomes))
    }
}

tutorial! {
    <Fragile>

    step {
        target: "#here",
        message: |view| {
            assert!(!view.is_mute, "as the test wants it");
            "Here."
        },
        wait_for: repair,
    }
}

#[tokio::test(start_paused = true)]
async fn an_event_whose_snapshot_fails_is_refused() {
    // A page without a digest may show anything: a snapshot is due.
    let (mut page, attachment) = Page::connection(Hello::default());
    let broken = Fragile {
        is_broken: true,
        ..Fragile::default()
    };
    spawn(broken, Docent::new(), Visitor::new(), attachment);
    assert!(page.next().await.starts_with("[\"w\","));
    page.silent().await;
    assert_eq!(
        page.fire("poke").await,
        r#"["x",1,"handler_failed","the view could not be rendered"]"#
    );
    page.silent().await;
    assert_eq!(page.fire("repair").await, r#"["s",1,2,"1 []",0,[]]"#);
    page.silent().await;
}

#[tokio::test(start_paused = true)]
async fn events_owed_a_snapshot_are_refused_when_it_cannot_be_made() {
    let docent = Docent::new();
    let mut page = Page::open(&docent, &Visitor::new(), Fragile::default()).await;
    let unacknowledged = docent.limits_ref().max_unacknowledged_frames;
    for _ in 0..unacknowledged {
        page.event_seen("poke", 0);
        page.next().await;
    }
    page.event_seen("poke", 0);
    page.event_seen("shatter", 0);
    page.silent().await;
    page.send(format!("[\"k\",{unacknowledged}]"));
    for event in [33, 34] {
        let refused = page.next().await;
        assert!(
            refused.starts_with(&format!("[\"x\",{event},")),
            "{refused}"
        );
    }
    page.silent().await;
    assert!(
        page.fire("repair")
            .await
            .starts_with("[\"s\",33,35,\"33 []\"")
    );
}

#[tokio::test(start_paused = true)]
async fn the_app_sees_at_once_a_tour_that_fails_in_a_snapshot() {
    let docent = Docent::new();
    let mut page = Page::open(&docent, &Visitor::new(), Fragile::default()).await;
    assert_shows(&page.fire("start_tutorial").await, "#here");
    page.fire("hush").await;
    let session = docent.registry().all().pop().expect("the session lives");
    let (mut page, attachment) = Page::connection(Hello::default());
    assert!(session.attach(Box::new(attachment)).is_ok());
    assert!(page.next().await.starts_with("[\"w\","));
    let snapshot = page.next().await;
    assert!(snapshot.contains(r#"[\"Failed\"]"#), "{snapshot}");
    assert!(snapshot.ends_with(",0,[]]"), "{snapshot}");
    page.silent().await;
}

#[tokio::test(start_paused = true)]
async fn at_most_64_events_owed_a_snapshot_are_refused_by_name() {
    let docent = Docent::builder()
        .limits(crate::config::Limits {
            max_unacknowledged_frames: 1,
            event_burst: 100,
            ..crate::config::Limits::default()
        })
        .build();
    let mut page = Page::open(&docent, &Visitor::new(), Fragile::default()).await;
    page.event_seen("poke", 0);
    page.next().await;
    for _ in 0..69 {
        page.event_seen("poke", 0);
        page.silent().await;
    }
    page.event_seen("shatter", 0);
    page.silent().await;
    page.send("[\"k\",1]");
    for event in 2..66 {
        let refused = page.next().await;
        let start = format!("[\"x\",{event},");
        assert!(refused.starts_with(&start), "{refused}");
    }
    page.silent().await;
    // The snapshot answers all of them.
    assert!(
        page.fire("repair")
            .await
            .starts_with("[\"s\",2,72,\"70 []\"")
    );
}

/// A view that shows where its tour is.
#[derive(Default)]
struct Guidepost;

#[live_view(TutorialMixin, LiveView)]
impl Guidepost {
    #[event_handler]
    async fn ask(guide: Guide<Self>) {
        let (step, total) = (guide.tutorial_current_step(), guide.tutorial_total_steps());
        let text = format!("{} {step:?} of {total}", guide.tutorial_running());
        guide.exec(Js::set_attr("title", text).to("#help"));
    }
}

impl View for Guidepost {
    const RENDERS_TOUR: bool = true;

    fn render_with(&self, tour: &crate::tour::TourState) -> Html {
        let step = tour.current_step().map_or(0, |step| step + 1);
        Html::from(format!("<p id=\"at\">{step}/{}</p>", tour.total_steps()))
    }

    fn render(&self) -> Html {
        self.render_with(&crate::tour::TourState::default())
    }
}

tutorial! {
    <Guidepost>

    step { target: "#at", message: "One.", timeout: 4s }
    step { target: "#at", message: "Two.", timeout: 4s }
}

#[tokio::test(start_paused = true)]
async fn a_view_that_renders_its_tour_follows_every_step() -> Result<(), crate::test::Refusal> {
    let mut page = crate::test::Page::mount(Guidepost::default).await;
    assert_eq!(page.text("#at"), "0/0");
    page.start_tutorial().await?;
    assert_eq!(page.text("#at"), "1/2");
    page.advance(Duration::from_secs(4)).await;
    assert_eq!(page.text("#at"), "2/2");
    page.reload().await;
    assert_eq!(page.text("#at"), "2/2", "the resumed step");
    page.cancel().await;
    assert_eq!(page.text("#at"), "0/0");
    Ok(())
}

#[tokio::test(start_paused = true)]
async fn a_flow_can_ask_where_the_tour_is() -> Result<(), crate::test::Refusal> {
    let mut page = crate::test::Page::mount(Guidepost::default).await;
    let ask = async |page: &mut crate::test::Page<Guidepost>| {
        page.fire(Guidepost::EVENTS.ask, ()).await?;
        let commands = page.take_commands();
        let texts = commands
            .last()
            .and_then(|command| command.option("value").cloned());
        Ok::<_, crate::test::Refusal>(texts)
    };
    assert_eq!(ask(&mut page).await?, Some("false None of 0".into()));
    page.start_tutorial().await?;
    page.skip().await;
    assert_eq!(ask(&mut page).await?, Some("true Some(1) of 2".into()));
    Ok(())
}
