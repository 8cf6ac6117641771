//! Views that cannot be named outside their module.

mod inner {
    use docent::event_handler;
    use docent::prelude::{Html, LiveView, TutorialMixin, View, live_view};

    pub(super) struct First(u32);

    #[live_view(TutorialMixin, LiveView)]
    impl First {
        #[event_handler]
        fn count(&mut self) {
            self.0 += 1;
        }
    }

    impl View for First {
        fn render(&self) -> Html {
            Html::from(self.0.to_string())
        }
    }

    struct Second;

    #[docent::live_view(LiveView)]
    impl Second {
        #[docent::event_handler]
        fn count(&mut self, by: Private) {
            let _ = (by.0, &self);
        }
    }

    impl View for Second {
        fn render(&self) -> Html {
            Html::from("")
        }
    }

    #[derive(serde::Deserialize)]
    struct Private(u32);

    struct Empty;

    #[docent::live_view(LiveView)]
    impl Empty {}

    impl View for Empty {
        fn render(&self) -> Html {
            Html::from("")
        }
    }

    /// Mounts each view on a page of its own, as an app would.
    pub(super) fn pages() -> [Html; 3] {
        [First(0).render(), Second.render(), Empty.render()]
    }
}

use inner::First as Renamed;

/// Private views are views too.
#[must_use]
pub fn pages() -> [docent::Html; 3] {
    inner::pages()
}

docent::tutorial! {
    <Renamed>
    step { target: "#count", message: "Count.", wait_for: count }
}

#[test]
fn a_macro_works_inside_a_function() {
    use docent::prelude::*;

    struct Local;

    #[live_view(TutorialMixin, LiveView)]
    impl Local {
        #[event_handler]
        fn view(&mut self) {}
    }

    impl View for Local {
        fn render(&self) -> Html {
            Html::from("")
        }
    }

    tutorial! {
        <Local>
        step { target: "#a", message: |view| view.render().into_string(), wait_for: view }
    }

    assert_eq!(<Local as docent::tour::Tutorial>::tour().id(), "local");
    assert_eq!(<Renamed as docent::tour::Tutorial>::tour().steps().len(), 1);
    assert_eq!(Local.render(), pages()[1]);
}
