use docent::prelude::*;

struct ProjectForm {
    title: String,
}

#[live_view(LiveComponent)]
impl ProjectForm {
    #[event_handler]
    fn save(&mut self, title: String) {
        self.title = title;
    }
}

fn main() {}
