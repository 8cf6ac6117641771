use docent::Docent;

async fn user() -> String {
    String::new()
}

fn main() {
    let _ = Docent::builder().identify(user).build();
}
