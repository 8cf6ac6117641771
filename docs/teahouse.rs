//! The view of the chapter "Your first tour".

use docent::escape;
use docent::prelude::*;

/// The state of one open page. It lives on the server.
#[derive(Default)]
pub struct Teahouse {
    teas: Vec<String>,
    /// What was wrong with the last name.
    problem: Option<&'static str>,
}

/// What a visitor can do: each method is called by the page.
#[live_view(TutorialMixin, LiveView)]
impl Teahouse {
    #[event_handler]
    fn add_tea(&mut self, name: String) -> Result<(), HandlerError> {
        self.problem = name.trim().is_empty().then_some("A tea needs a name.");
        if let Some(problem) = self.problem {
            return Err(HandlerError::refused(problem));
        }
        self.teas.push(name);
        Ok(())
    }

    #[event_handler]
    fn drink(&mut self) {
        self.teas.pop();
    }
}

/// What the page looks like. docent renders it again after each event.
impl View for Teahouse {
    fn render(&self) -> Html {
        let item = |tea: &String| format!("<li>{}</li>", escape(tea));
        let teas: String = self.teas.iter().map(item).collect();
        let problem = self.problem.unwrap_or_default();
        Html::from(format!(
            r#"<h1>Teahouse</h1>
               <button dj-click="start_tutorial">Show me around</button>
               <section id="shelf"><h2>Shelf</h2><ul>{teas}</ul></section>
               <form id="new-tea" dj-submit="add_tea">
                 <label>Name <input name="name" autocomplete="off"></label>
                 <button>Add</button>
                 <p role="alert">{problem}</p>
               </form>
               <button id="drink" dj-click="drink">Drink one</button>"#
        ))
    }
}

// The tour.
tutorial! {
    <Teahouse>

    step {
        target: "#shelf",
        message: "This is your shelf. It is empty.",
        timeout: 4s,
    }
    step {
        target: "#new-tea",
        message: "Put a tea on it.",
        wait_for: add_tea,
    }
    step {
        target: "#drink",
        message: "Now drink it.",
        wait_for: drink,
    }
}

#[cfg(test)]
mod tests {
    use std::time::Duration;

    use docent::test::{Page, Refusal};

    use super::Teahouse;

    #[tokio::test(start_paused = true)]
    async fn the_tour_ends_with_a_tea() -> Result<(), Refusal> {
        let mut page = Page::mount(Teahouse::default).await;
        page.click("[dj-click=start_tutorial]").await?;
        page.advance(Duration::from_secs(4)).await;
        assert_eq!(page.step().expect("a step").target, "#new-tea");

        assert!(page.submit("#new-tea").await.is_err(), "a tea needs a name");
        assert_eq!(page.step().expect("a step").target, "#new-tea");

        page.input("[name=name]", "Assam").await?;
        page.submit("#new-tea").await?;
        page.click("#drink").await?;
        assert_eq!(page.outcome().as_deref(), Some("finished"));
        Ok(())
    }

    #[tokio::test(start_paused = true)]
    async fn every_step_has_its_target() {
        let mut page = Page::mount(Teahouse::default).await;
        let targets = page.walk(async |page, step| match &*step.target {
            // What later steps need; the others are skipped.
            "#new-tea" => {
                page.input("[name=name]", "Assam").await?;
                page.submit("#new-tea").await
            }
            _ => Ok(()),
        });
        targets.await.assert_found();
    }
}
