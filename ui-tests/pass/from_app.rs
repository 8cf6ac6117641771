//! Handlers whose events only the app can send.
#![deny(warnings)]

use docent::prelude::*;
use docent::delivery::{SendError, SessionId};
use docent::Docent;

#[derive(Default)]
struct Exam {
    grade: Option<u8>,
    note: Note,
}

#[live_view(TutorialMixin, LiveView)]
impl Exam {
    #[event_handler(from = App)]
    fn graded(&mut self, grade: u8) {
        self.grade = Some(grade)
    }

    #[event_handler(from = App,)]
    async fn closed(guide: Guide<Self>) {
        guide.exec(Js::hide().to("#exam"))
    }
}

impl View for Exam {
    fn render(&self) -> Html {
        Html::from("")
    }

    fn component(&mut self, id: &str) -> Option<&mut dyn Component> {
        (id == "note").then_some(&mut self.note as &mut dyn Component)
    }
}

#[derive(Default)]
struct Note {
    text: String,
}

#[live_view(LiveComponent)]
impl Note {
    #[event_handler(from = App)]
    async fn translated(&mut self, text: String) {
        self.text = text
    }
}

impl Component for Note {
    fn render(&self) -> Html {
        Html::from(self.text.clone())
    }
}

tutorial! {
    <Exam>

    step { target: "#grade", message: "Wait for it.", wait_for: graded, when: |event| event.grade < 4 }
    step { target: "#note", message: "In your language.", wait_for: Note::translated }
}

fn main() {
    let docent = Docent::new();
    let id = SessionId::parse("0123456789abcdef0123456789abcdef").expect("32 digits");
    let session = docent.session(&id);
    assert_eq!(session.send(Exam::EVENTS.graded, (1,)), Err(SendError::NoSession));
    let sent = session.send_to("note", Note::EVENTS.translated, ("hallo",));
    assert_eq!(sent, Err(SendError::NoSession));
}
