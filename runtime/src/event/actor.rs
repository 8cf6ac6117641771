//! Who is behind an event.

/// Who has caused an event.
///
/// ```
/// # use docent::prelude::*;
/// # use docent::event::Actor;
/// # #[derive(Default)] struct Exam { grade: Option<u8> }
/// # impl View for Exam { fn render(&self) -> Html { Html::default() } }
/// #[live_view(LiveView)]
/// impl Exam {
///     /// Only the app grades: a page can send any event.
///     #[event_handler]
///     fn graded(&mut self, grade: u8, cx: &mut Context<'_, Self>) -> Result<(), HandlerError> {
///         if cx.actor() != Actor::App {
///             return Err(HandlerError::message("a page may not grade"));
///         }
///         self.grade = Some(grade);
///         Ok(())
///     }
/// }
/// ```
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Actor {
    /// The visitor, by their page. Not to be trusted.
    #[default]
    Visitor,
    /// The app, by [`Docent::visitor`](crate::Docent::visitor).
    App,
}

impl Actor {
    /// The word in logs.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Visitor => "visitor",
            Self::App => "app",
        }
    }
}
