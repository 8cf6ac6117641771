//! The product: customers, their invoices, and a tour through both.

use docent::prelude::*;

/// The tour's id in the reports.
pub(crate) const TOUR: &str = "invoices";

/// One open page of the product.
#[derive(Debug, Default)]
pub struct Invoices {
    customers: u32,
    drafts: u32,
    sent: u32,
}

#[live_view(TutorialMixin, LiveView)]
impl Invoices {
    /// Adds a customer.
    #[event_handler]
    fn add_customer(&mut self) {
        self.customers += 1;
    }

    /// Writes an invoice.
    #[event_handler]
    fn add_invoice(&mut self) {
        self.drafts += 1;
    }

    /// Sends what is written.
    #[event_handler]
    fn send_invoices(&mut self) {
        self.sent += self.drafts;
        self.drafts = 0;
    }
}

impl View for Invoices {
    fn render(&self) -> Html {
        let Self {
            customers,
            drafts,
            sent,
        } = self;
        Html::from(format!(
            "<main><h1>Invoices</h1>\
             <p id=\"state\">{customers} customers, {drafts} drafts, {sent} sent</p>\
             <p><button dj-click=\"start_tutorial\">Take the tour</button></p>\
             <p><button id=\"customer\" dj-click=\"add_customer\">Add a customer</button> \
             <button id=\"invoice\" dj-click=\"add_invoice\">Write an invoice</button> \
             <button id=\"send\" dj-click=\"send_invoices\">Send</button></p></main>"
        ))
    }
}

tutorial! {
    <Invoices>
    id: "invoices",

    step look_around {
        target: "#state",
        message: "Here you see how your invoices are doing.",
        timeout: 5s,
    }
    step add_customer {
        target: "#customer",
        message: "An invoice goes to a customer: add one.",
        wait_for: add_customer,
    }
    step write_invoice {
        target: "#invoice",
        message: "Now write an invoice.",
        wait_for: add_invoice,
    }
    step send_invoice {
        target: "#send",
        message: "Send it, and you are done.",
        wait_for: send_invoices,
    }
}
