//! The page of the form, and its tour.

use docent::escape;
use docent::form::{Field, Fields, Form};
use docent::prelude::*;

use crate::picture::PictureUploaded;
use crate::signup::{LANGUAGES, Signup, TOPICS};

/// One open page.
pub struct SignupPage {
    form: Form<Signup>,
    /// The address and the workspace of who has signed up.
    member: Option<(String, String)>,
}

impl Default for SignupPage {
    fn default() -> Self {
        Self {
            form: Form::new("signup").with("plan", "free"),
            member: None,
        }
    }
}

#[live_view(TutorialMixin, LiveView)]
impl SignupPage {
    /// Something was entered.
    #[event_handler]
    fn changed(&mut self, fields: Fields) {
        self.form.change(fields);
    }

    /// Signs up.
    #[event_handler]
    fn sign_up(&mut self, fields: Fields) -> Result<(), HandlerError> {
        let signup = self.form.submit(fields)?;
        // Only the app's records know this.
        if signup.email == "ada@example.org" {
            return Err(self.form.refuse("email", "This address is taken."));
        }
        self.member = Some((signup.email, signup.title));
        self.form.reset();
        Ok(())
    }
}

impl View for SignupPage {
    fn render(&self) -> Html {
        let member = self.member.as_ref().map_or_else(String::new, |(email, title)| {
            let (email, title) = (escape(email), escape(title));
            format!(r#"<p id="member" role="status">Welcome to {title}. We have written to {email}.</p>"#)
        });
        let field = |name| self.form.field(name);
        let (title, email, plan, seats) = (
            field("title"),
            field("email"),
            field("plan"),
            field("seats"),
        );
        let (topics, languages, terms) = (field("topics"), field("languages"), field("terms"));
        let boxes: String = TOPICS
            .iter()
            .map(|choice| checkbox(&topics, choice))
            .collect();
        let options: String = LANGUAGES
            .iter()
            .map(|choice| option(&languages, choice))
            .collect();
        let radios = ["free", "team"].map(|value| {
            let label = if value == "free" { "Free" } else { "Team" };
            format!(
                r#"<label><input type="radio" {}> {label}</label>"#,
                plan.choice(value)
            )
        });
        Html::from(format!(
            r#"<main>
<h1>Sign up</h1>
<p><button class="quiet" dj-click="start_tutorial">Show me around</button></p>
{member}
<form id="signup" dj-change="changed" dj-submit="sign_up" novalidate>
<p><label for="signup-title">Workspace</label> <input autocomplete="organization" {}> {}</p>
<p><label for="signup-email">E-mail</label> <input type="email" autocomplete="email" {}> {}</p>
<fieldset id="plan"><legend>Plan</legend> {} {} {}
<p><label for="signup-seats">Seats, for a team</label> <input inputmode="numeric" {}> {}</p></fieldset>
<fieldset><legend>Write to me about</legend> {boxes} {}</fieldset>
<p><label for="signup-languages">Languages</label> <select multiple size="4" {}>{options}</select> {}</p>
<p><label><input type="checkbox" {}> I accept the terms.</label> {}</p>
<p><button>Sign up</button></p>
</form>
<form id="picture" action="/picture" method="post" enctype="multipart/form-data" target="uploaded">
<p><label for="picture-file">A picture, if you like</label> <input id="picture-file" type="file" name="picture" accept="image/*" required></p>
<p><button class="quiet">Upload</button></p>
<iframe name="uploaded" title="Your picture" dj-update="ignore"></iframe>
</form>
</main>"#,
            title.text(),
            title.error_line(),
            email.text(),
            email.error_line(),
            radios[0],
            radios[1],
            plan.error_line(),
            seats.text(),
            seats.error_line(),
            topics.error_line(),
            languages.attributes(),
            languages.error_line(),
            terms.choice("on"),
            terms.error_line(),
        ))
    }
}

fn checkbox(field: &Field<'_>, (value, label): &(&str, &str)) -> String {
    format!(
        r#"<label><input type="checkbox" {}> {label}</label>"#,
        field.choice(value)
    )
}

fn option(field: &Field<'_>, (value, label): &(&str, &str)) -> String {
    format!("<option {}>{label}</option>", field.option(value))
}

tutorial! {
    <SignupPage>

    step {
        target: "#signup-title",
        message: "What is your workspace called? Press Tab when you have written it.",
        position: "bottom",
        wait_for: changed,
    }
    step {
        target: "#plan",
        message: "Alone, or a team? You can change it later.",
        position: "top",
        wait_for: next,
    }
    step {
        target: "#picture",
        message: "A picture helps others to find you. Or go on without one.",
        position: "top",
        wait_for: any(PictureUploaded, next),
    }
    step {
        target: "#signup button:not(.quiet)",
        message: "Fill in the rest and sign up: what is missing is written beside it.",
        position: "top",
        wait_for: sign_up,
    }
}
