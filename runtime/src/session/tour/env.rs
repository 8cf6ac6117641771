//! What a tour needs of the session that it runs in.

use std::sync::Arc;

use crate::inbox::registry::SessionHandle;
use crate::panics::guarded;
use crate::server::Docent;
use crate::tour::{TourEvent, TourId, TourReport, TourStage};

/// What a tour needs of the session that it runs in.
pub(crate) struct Env<'a> {
    pub(crate) docent: &'a Docent,
    pub(crate) handle: Arc<dyn SessionHandle>,
}

impl Env<'_> {
    /// The app's user, if one is signed in.
    pub(crate) fn user(&self) -> Option<Arc<str>> {
        self.handle.identity().user.clone()
    }

    /// Tells the server's hook what a mixin will be told when the view is free.
    pub(crate) fn report_event(&self, event: &TourEvent) {
        if self.docent.tour_hook().is_some()
            && let Some((tour, stage)) = TourStage::of(event)
        {
            self.report(tour, stage);
        }
    }

    /// Tells the server's hook, if there is one.
    pub(crate) fn report(&self, tour: TourId, stage: TourStage) {
        let Some(hook) = self.docent.tour_hook() else {
            return;
        };
        let identity = self.handle.identity();
        let (visitor, user) = (identity.visitor.clone(), identity.user.clone());
        let report = TourReport {
            tour,
            visitor,
            user,
            stage,
        };
        guarded("the function given to `on_tour_event`", || hook(&report));
    }
}
