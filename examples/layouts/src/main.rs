//! One view in the base templates of askama, maud and minijinja.

#[tokio::main]
async fn main() -> std::io::Result<()> {
    let port = std::env::var("PORT").unwrap_or_else(|_| "3000".to_owned());
    let listener = tokio::net::TcpListener::bind(format!("127.0.0.1:{port}")).await?;
    let address = listener.local_addr()?;
    println!("The inbox is at http://{address}/askama?user=Ada");
    println!("The same in other engines: /maud and /minijinja. Read one: the tab's title counts.");
    docent::serve(listener, layouts::app()).await
}
