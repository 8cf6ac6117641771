//! The app's own documents around the live part.

use std::fmt;
use std::sync::Arc;

use crate::html::Html;
use crate::http::page::Page;

/// What a layout may give: markup, or a `Result` of it, as template engines do. Sealed.
#[diagnostic::on_unimplemented(
    message = "a layout cannot give `{Self}`",
    label = "a layout gives `Html` or `Result<Html, E>`",
    note = "write `Html::new(…)` around what a template engine gives; `E` prints itself, as errors do"
)]
pub trait IntoDocument: sealed::Given {
    #[doc(hidden)]
    fn into_document(self) -> Result<Html, String>;
}

mod sealed {
    pub trait Given {}
    impl Given for super::Html {}
    impl<E: std::fmt::Display> Given for Result<super::Html, E> {}
}

#[diagnostic::do_not_recommend]
impl IntoDocument for Html {
    fn into_document(self) -> Result<Html, String> {
        Ok(self)
    }
}

#[diagnostic::do_not_recommend]
impl<E: fmt::Display> IntoDocument for Result<Html, E> {
    fn into_document(self) -> Result<Html, String> {
        self.map_err(|error| error.to_string())
    }
}

/// A layout that fits a view of this type. Sealed: [`Route`](crate::routing::Route) makes them.
pub trait Layout<V>: sealed_layout::Made + Clone + Send + Sync + 'static {
    #[doc(hidden)]
    fn document(&self, page: Page, view: &V) -> Result<Html, String>;
}

mod sealed_layout {
    pub trait Made {}
    impl Made for super::AnyView {}
    impl<V> Made for super::OfView<V> {}
}

type ByPage = dyn Fn(Page) -> Result<Html, String> + Send + Sync;
type ByView<V> = dyn Fn(Page, &V) -> Result<Html, String> + Send + Sync;

/// A layout for any view: docent's own, or one of the app's.
#[derive(Clone, Default)]
pub struct AnyView(Option<Arc<ByPage>>);

/// A layout that is given the view.
pub struct OfView<V>(Arc<ByView<V>>);

impl AnyView {
    pub(crate) fn new<R: IntoDocument>(layout: impl Fn(Page) -> R + Send + Sync + 'static) -> Self {
        Self(Some(Arc::new(move |page| layout(page).into_document())))
    }
}

impl<V> OfView<V> {
    pub(crate) fn new<R: IntoDocument>(
        layout: impl Fn(Page, &V) -> R + Send + Sync + 'static,
    ) -> Self {
        Self(Arc::new(move |page, view| {
            layout(page, view).into_document()
        }))
    }
}

impl<V> Layout<V> for AnyView {
    fn document(&self, page: Page, _: &V) -> Result<Html, String> {
        match &self.0 {
            Some(layout) => layout(page),
            None => Ok(page.document()),
        }
    }
}

impl<V: 'static> Layout<V> for OfView<V> {
    fn document(&self, page: Page, view: &V) -> Result<Html, String> {
        (self.0)(page, view)
    }
}

impl<V> Clone for OfView<V> {
    fn clone(&self) -> Self {
        Self(Arc::clone(&self.0))
    }
}

impl fmt::Debug for AnyView {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("AnyView").finish_non_exhaustive()
    }
}

impl<V> fmt::Debug for OfView<V> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("OfView").finish_non_exhaustive()
    }
}
