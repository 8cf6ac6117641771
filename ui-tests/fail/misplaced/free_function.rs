use docent::prelude::*;

#[event_handler]
fn save(title: String) {
    drop(title)
}

fn main() {}
