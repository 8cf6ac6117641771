//! A view without a tour of its own chooses one when the tour is started.
#![deny(warnings)]

use docent::prelude::*;

struct Onboarding {
    is_new: bool,
}

#[live_view(TutorialMixin, LiveView)]
impl Onboarding {
    #[event_handler(overrides = TutorialMixin)]
    async fn start_tutorial(guide: Guide<Self>) {
        let is_new = guide.with(|view| view.is_new).await.unwrap_or_default();
        let tour = if is_new { &BEGINNER } else { &ADVANCED };
        let _ = guide.run(tour).await;
    }

    #[cfg(any())]
    #[event_handler]
    fn skip_tutorial(&mut self) {}
}

tutorial! {
    static BEGINNER: <Onboarding>
    step { target: "#new", message: "Welcome.", wait_for: TutorialMixin::start_tutorial }
}

tutorial! {
    static ADVANCED: <Onboarding>
    step { target: "#new", message: "Welcome back.", timeout: 4s }
}

impl View for Onboarding {
    fn render(&self) -> Html {
        Html::from(self.is_new.to_string())
    }
}

fn main() {
    assert_eq!(
        (BEGINNER.id(), ADVANCED.id()),
        ("onboarding.beginner", "onboarding.advanced")
    );
}
