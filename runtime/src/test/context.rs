//! A handler's context, for its own unit test.

use std::fmt;
use std::sync::Arc;

use crate::app::context::{Context, Effects};
use crate::identity::Identity;
use crate::ids::SessionId;
use crate::inbox::mailbox::Mailbox;
use crate::js::{Journey, Js};
use crate::seq::StepRef;
use crate::server::Docent;
use crate::tour::TourState;
use crate::visitor::Visitor;

/// What a handler asks for, collected for its own unit test.
///
/// ```
/// use docent::prelude::*;
/// use docent::test::TestContext;
///
/// #[derive(Default)]
/// struct Shop { cart: u32 }
///
/// #[live_view(LiveView)]
/// impl Shop {
///     #[event_handler]
///     fn add(&mut self, cx: &mut Context<'_, Self>) {
///         self.cart += 1;
///         cx.exec(Js::add_class("full").to("#cart"));
///     }
/// }
/// # impl View for Shop { fn render(&self) -> Html { Html::default() } }
///
/// let (mut shop, mut test) = (Shop::default(), TestContext::new());
/// shop.add(&mut test.context());
/// assert_eq!(shop.cart, 1);
/// assert_eq!(*test.commands(), Js::add_class("full").to("#cart"));
/// ```
pub struct TestContext<V: 'static> {
    effects: Effects<V>,
    docent: Docent,
    mailbox: Arc<Mailbox<V>>,
    tutorial: TourState,
}

impl<V> TestContext<V> {
    /// The context of a new visitor who is in no tour.
    #[must_use]
    pub fn new() -> Self {
        Self::of(Visitor::new())
    }

    /// The context of this visitor.
    #[must_use]
    pub fn of(visitor: Visitor) -> Self {
        let docent = Docent::new();
        Self {
            effects: Effects::default(),
            mailbox: mailbox(&docent, visitor.into()),
            docent,
            tutorial: TourState::default(),
        }
    }

    /// The same for a user of the app who is signed in.
    #[must_use]
    pub fn user(mut self, id: impl Into<Arc<str>>) -> Self {
        let mut identity = self.mailbox.identity().clone();
        identity.user = Some(id.into());
        self.mailbox = mailbox(&self.docent, identity);
        self
    }

    /// The same while a tour of so many steps is at a step, counted from 0.
    #[must_use]
    pub fn at_step(mut self, step: usize, total: usize) -> Self {
        self.tutorial = TourState {
            place: Some(StepRef { run: 1, visit: 1 }),
            current_step: Some(step),
            total_steps: total,
        };
        self
    }

    /// What the handler is given.
    pub fn context(&mut self) -> Context<'_, V> {
        let docent = self.docent.clone();
        Context::new(&mut self.effects, docent, &self.mailbox, self.tutorial)
    }

    /// The server that it is given, which has no other session: to ask what the handler
    /// has subscribed to.
    #[must_use]
    pub fn docent(&self) -> &Docent {
        &self.docent
    }

    /// The commands that it has sent to the page.
    #[must_use]
    pub fn commands(&self) -> &Js {
        &self.effects.commands
    }

    /// The URL to which it has sent the page, as by [`Context::redirect`].
    #[must_use]
    pub fn redirected_to(&self) -> Option<&str> {
        self.went(Journey::Leaves)
    }

    /// The URL that it has given the page, as by [`Context::patch_url`].
    #[must_use]
    pub fn patched_url(&self) -> Option<&str> {
        self.went(Journey::Stays)
    }

    fn went(&self, journey: Journey) -> Option<&str> {
        let (went, url) = self.effects.commands.destination()?;
        (went == journey).then_some(url)
    }

    /// How many flows it has started.
    #[must_use]
    pub fn flows(&self) -> usize {
        self.effects.requests.flows.len()
    }

    /// How often it has started, restarted or left a tour.
    #[must_use]
    pub fn tour_requests(&self) -> usize {
        self.effects.requests.tours.len()
    }
}

fn mailbox<V>(docent: &Docent, identity: Identity) -> Arc<Mailbox<V>> {
    let limits = Arc::clone(docent.limits_ref());
    Arc::new(Mailbox::new(SessionId::new(), identity, limits))
}

impl<V> Default for TestContext<V> {
    fn default() -> Self {
        Self::new()
    }
}

impl<V> fmt::Debug for TestContext<V> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("TestContext")
            .field("commands", self.commands())
            .finish_non_exhaustive()
    }
}
