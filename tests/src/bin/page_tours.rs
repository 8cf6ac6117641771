//! One live view on three routes, and a tour whose steps each belong to one of them.

use std::{env, io};

use axum::Router;
use axum::extract::OriginalUri;
use axum::http::StatusCode;
use axum::routing::get;
use docent::Docent;
use docent::prelude::*;
use tokio::net::TcpListener;

#[tokio::main]
async fn main() -> io::Result<()> {
    let port = env::var("PORT").unwrap_or_else(|_| "0".to_owned());
    let listener = TcpListener::bind(format!("127.0.0.1:{port}")).await?;
    let app = Router::new()
        .route("/shop", docent::live(Shop::at))
        .route("/cart", docent::live(Shop::at))
        .route("/orders/{id}", docent::live(Shop::at))
        .route("/favicon.ico", get(|| async { StatusCode::NO_CONTENT }))
        .merge(docent::assets());
    println!("http://{}", listener.local_addr()?);
    Docent::builder().build().serve(listener, app).await
}

/// A page of the shop, at its URL.
struct Shop {
    path: String,
}

impl Shop {
    fn at(OriginalUri(uri): OriginalUri) -> Self {
        let path = uri.path().to_owned();
        Self { path }
    }
}

#[live_view(TutorialMixin, LiveView)]
impl Shop {
    #[event_handler]
    fn order(&mut self, cx: &mut Context<'_, Self>) {
        cx.redirect("/orders/7");
    }
}

impl View for Shop {
    fn render(&self) -> Html {
        Html::from(match &*self.path {
            "/shop" => {
                "<h1>Shop</h1><p id=\"tea\">Tea</p><a id=\"to-cart\" href=\"/cart\">Cart</a>"
            }
            "/cart" => {
                "<h1>Cart</h1><a href=\"/shop\">Shop</a><button id=\"order\" dj-click=\"order\">Order</button>"
            }
            _ => "<h1>Order</h1><p id=\"number\">7</p>",
        })
    }
}

tutorial! {
    <Shop>
    autostart: once,

    step { target: "#tea", message: "This is tea.", page: "/shop", wait_for: next }
    step { target: "#order", message: "Order it.", page: "/cart", wait_for: order }
    step {
        target: "#number",
        message: "This is your order.",
        page: "/orders/{id}",
        href: "/orders/7",
        wait_for: next,
    }
}
