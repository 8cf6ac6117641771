//! One view in the base templates of askama, maud and minijinja.

#[tokio::main]
async fn main() -> std::io::Result<()> {
    let listener = tokio::net::TcpListener::bind("127.0.0.1:3000").await?;
    println!("http://127.0.0.1:3000/askama?user=Ada, and /maud, and /minijinja");
    docent::serve(listener, layouts::app()).await
}
