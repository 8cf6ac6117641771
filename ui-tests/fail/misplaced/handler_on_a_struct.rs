use docent::prelude::*;

#[event_handler]
struct Save;

fn main() {}
