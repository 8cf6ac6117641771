//! The view: one handler that shows a variant, one for the steps to wait for.

use docent::guide::SessionClosed;
use docent::prelude::*;
use docent::tour::Tour;
use serde::Deserialize;

use crate::tours;

/// A page of the gallery. Its markup never changes.
#[derive(Default)]
pub struct Gallery;

/// What `dj-click="show('sides')"` can ask for; any other word is refused.
#[derive(Clone, Copy, Deserialize)]
#[serde(rename_all = "snake_case")]
enum Variant {
    Sides,
    Edges,
    Texts,
    Wordless,
    Center,
    Dialog,
    Popover,
    Scroller,
    Shadow,
    Timed,
    RightToLeft,
    Steps,
    Highlight,
}

impl Variant {
    fn tour(self) -> &'static Tour<Gallery> {
        match self {
            Self::Sides => &tours::SIDES,
            Self::Edges => &tours::EDGES,
            Self::Texts => &tours::TEXTS,
            Self::Wordless => &tours::WORDLESS,
            Self::Center => &tours::CENTER,
            Self::Dialog => &tours::DIALOG,
            Self::Popover => &tours::POPOVER,
            Self::Scroller => &tours::SCROLLER,
            Self::Shadow => &tours::SHADOW,
            Self::Timed => &tours::TIMED,
            Self::RightToLeft => &tours::RIGHT_TO_LEFT,
            Self::Steps => &tours::STEPS,
            Self::Highlight => &tours::HIGHLIGHT,
        }
    }
}

#[live_view(LiveView)]
impl Gallery {
    /// Shows a variant, in place of the one that is shown.
    #[event_handler]
    async fn show(guide: Guide<Self>, variant: Variant) -> Result<(), SessionClosed> {
        guide.run(variant.tour()).await?;
        Ok(())
    }

    /// Does nothing: it is what the steps wait for, and what their targets call.
    #[event_handler]
    pub(crate) fn press(&mut self) {}
}

impl View for Gallery {
    fn render(&self) -> Html {
        Html::from(include_str!("../gallery.html"))
    }
}
