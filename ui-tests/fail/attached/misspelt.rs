use docent::prelude::*;

struct Onboarding;

#[live_view(TutorialMixin, AttachdView)]
impl Onboarding {
    #[event_handler]
    fn menu_opened(&mut self) {}
}

tutorial! {
    <Onboarding>

    step {
        target: "#menu",
        message: "Open the menu.",
        wait_for: menu_opened,
    }
}

fn main() {}
