//! A view that never changes, for tests of what is around it.

use docent::prelude::*;

/// Shows one paragraph.
#[derive(Default)]
pub struct Still;

#[live_view(LiveView)]
impl Still {}

impl View for Still {
    fn render(&self) -> Html {
        Html::from("<p>still</p>")
    }
}
