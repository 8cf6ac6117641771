use docent::prelude::*;

struct Wizard<T>(T);

#[live_view(LiveView)]
impl<T: Send + 'static> Wizard<T> {
    #[event_handler]
    fn next(&mut self) {}
}

fn main() {}
