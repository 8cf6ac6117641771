//! The typed key of a handler has the parameters of its signature.
#![deny(warnings)]

use docent::prelude::*;
use docent::tutorial;

mod views {
    use docent::prelude::*;

    #[derive(serde::Deserialize)]
    pub struct Colour(pub String);

    pub struct First;

    #[live_view(TutorialMixin, LiveView)]
    impl First {
        #[cfg(all())]
        #[event_handler]
        pub fn paint(&mut self, colour: Colour, r#in: Option<u32>) {
            drop((colour, r#in))
        }

        #[cfg(any())]
        #[event_handler]
        pub fn paint(&mut self, no: NoSuchType) {}
    }

    impl View for First {
        fn render(&self) -> Html {
            Html::from("")
        }
    }

    /// A second view of the same module, with a handler of the same name.
    pub struct Second<T>(pub T);

    #[live_view(TutorialMixin, LiveView)]
    impl Second<u8> {
        #[event_handler]
        pub fn paint(&mut self, layers: Vec<<Self as Iterator>::Item>) {
            self.0 = layers.len() as u8
        }
    }

    impl Iterator for Second<u8> {
        type Item = u8;

        fn next(&mut self) -> Option<u8> {
            None
        }
    }

    impl View for Second<u8> {
        fn render(&self) -> Html {
            Html::from(self.0.to_string())
        }
    }

    pub use First as Painting;
}

// A view from another module, behind a re-export.
tutorial! {
    <views::Painting>
    step { target: "#a", message: "Paint.", wait_for: paint }
}

fn _typed(guide: &Guide<views::First>) {
    let _ = guide
        .wait_for(views::First::EVENTS.paint)
        .when(|event| event.colour.0 == "red" && event.r#in == Some(3));
}

macro_rules! tour_of {
    ($view:ty, $handler:ident, $text:literal) => {
        tutorial! {
            <$view>
            step { target: $text, message: $text, wait_for: $handler, timeout: 3s }
        }
    };
}

tour_of!(views::Second<u8>, paint, "#second");

fn main() {
    struct Local;

    #[live_view(TutorialMixin, LiveView)]
    impl Local {
        #[event_handler]
        async fn look(
            &mut self,
            cx: &mut Context<'_, Self>,
            at: String,
        ) -> Result<(), std::fmt::Error> {
            cx.exec(Js::focus().to(at));
            Ok(())
        }
    }

    impl View for Local {
        fn render(&self) -> Html {
            Html::from("")
        }
    }

    tutorial! {
        <Local>
        step { target: "#a", message: "Look.", wait_for: look }
    }

    let _ = (Local, views::First, views::Second(0_u8));
}
