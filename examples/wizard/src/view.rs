//! The pages of the form, and the tour through them.

use axum::extract::State;
use docent::prelude::*;
use docent::{Visitor, escape};

use crate::booking::{Booking, Bookings, Stage};

pub(crate) struct Wizard {
    bookings: Bookings,
    booking: Booking,
    /// What is wrong with what was sent last.
    problem: Option<&'static str>,
}

impl Wizard {
    /// At the page where the visitor was, also after a reload.
    pub(crate) async fn mount(State(bookings): State<Bookings>, visitor: Visitor) -> Self {
        Self {
            booking: bookings.of(&visitor),
            bookings,
            problem: None,
        }
    }

    /// A browser can send what its page does not show: the second press of a double click
    /// arrives when the form is a page further.
    fn check_stage(&self, stage: Stage) -> Result<(), HandlerError> {
        if self.booking.stage == stage {
            return Ok(());
        }
        Err(HandlerError::refused("The form is at another page."))
    }

    /// Enters what the page `from` has sent, and goes on if it is right. A refusal ends no step
    /// of the tour.
    fn submit(
        &mut self,
        from: Stage,
        enter: impl FnOnce(&mut Booking) -> Result<(), &'static str>,
        cx: &Context<'_, Self>,
    ) -> Result<(), HandlerError> {
        self.check_stage(from)?;
        let checked = enter(&mut self.booking);
        self.problem = checked.err();
        checked.map_err(HandlerError::refused)?;
        self.booking.forward();
        self.bookings.save(cx.visitor(), &self.booking);
        Ok(())
    }
}

#[live_view(TutorialMixin, LiveView)]
impl Wizard {
    #[event_handler]
    fn choose(&mut self, company: bool, cx: &mut Context<'_, Self>) -> Result<(), HandlerError> {
        let enter = |booking: &mut Booking| {
            booking.is_company = company;
            Ok(())
        };
        self.submit(Stage::Kind, enter, cx)
    }

    #[event_handler]
    fn name_company(
        &mut self,
        name: String,
        cx: &mut Context<'_, Self>,
    ) -> Result<(), HandlerError> {
        let enter = |booking: &mut Booking| {
            booking.company = name;
            Booking::check_company(&booking.company)
        };
        self.submit(Stage::Company, enter, cx)
    }

    #[event_handler]
    fn count_guests(
        &mut self,
        guests: String,
        cx: &mut Context<'_, Self>,
    ) -> Result<(), HandlerError> {
        let enter = |booking: &mut Booking| {
            booking.guests = guests;
            Booking::check_guests(&booking.guests)
        };
        self.submit(Stage::Guests, enter, cx)
    }

    #[event_handler]
    fn book(&mut self, cx: &mut Context<'_, Self>) -> Result<(), HandlerError> {
        self.submit(Stage::Review, |_| Ok(()), cx)
    }

    /// The form's Back, and the bubble's: form and tour go back together.
    #[event_handler(overrides = TutorialMixin)]
    fn back_tutorial(&mut self, cx: &mut Context<'_, Self>) -> Result<(), HandlerError> {
        if self.booking.stage == Stage::Done {
            return Err(HandlerError::refused("It is booked."));
        }
        self.problem = None;
        self.booking.back();
        self.bookings.save(cx.visitor(), &self.booking);
        cx.back_tutorial();
        Ok(())
    }

    /// The bubble's Skip would leave the form behind: nothing is skipped here.
    #[event_handler(overrides = TutorialMixin)]
    fn skip_tutorial(&mut self) -> Result<(), HandlerError> {
        Err(HandlerError::refused(
            "This page is needed for the booking.",
        ))
    }

    #[event_handler]
    fn again(&mut self, cx: &mut Context<'_, Self>) -> Result<(), HandlerError> {
        self.check_stage(Stage::Done)?;
        self.booking = Booking::default();
        self.bookings.save(cx.visitor(), &self.booking);
        Ok(())
    }
}

impl View for Wizard {
    fn render(&self) -> Html {
        let Booking {
            company,
            guests,
            is_company,
            stage,
        } = &self.booking;
        let (company, guests) = (escape(company), escape(guests));
        let form = match stage {
            Stage::Kind => r#"<fieldset><legend>Who is it for?</legend>
<button id="private" dj-click="choose(false)">For myself</button>
<button id="company" dj-click="choose(true)">For a company</button></fieldset>"#
                .to_owned(),
            Stage::Company => field(
                "name_company",
                "name",
                "Name of the company",
                company,
                self.problem,
            ),
            Stage::Guests => field(
                "count_guests",
                "guests",
                "How many people?",
                guests,
                self.problem,
            ),
            Stage::Review => {
                let by = if *is_company {
                    format!(", paid by {company}")
                } else {
                    String::new()
                };
                format!(
                    r#"<p>A room for {guests}{by}.</p>
<p><button class="primary" id="book" dj-click="book">Book it</button> {BACK}</p>"#
                )
            }
            Stage::Done => r#"<p role="status" id="done">It is booked.</p>
<p><button dj-click="again">Book another one</button></p>"#
                .to_owned(),
        };
        let (number, total) = (self.booking.number(), self.booking.stages().len());
        Html::from(format!(
            r#"<main><div class="bar"><h1>Book a room</h1>
<button dj-click="start_tutorial">Take the tour</button></div>
<div class="card"><p class="quiet"><label for="pages">Page {number} of {total}</label></p>
<progress id="pages" max="{total}" value="{number}"></progress>{form}</div></main>"#
        ))
    }
}

const BACK: &str = r#"<button type="button" dj-click="back_tutorial">Back</button>"#;

fn field(
    handler: &str,
    name: &str,
    label: &str,
    value: impl std::fmt::Display,
    problem: Option<&str>,
) -> String {
    let (invalid, problem) = match problem {
        Some(problem) => (
            r#" aria-invalid="true" aria-describedby="problem""#,
            format!(r#"<p id="problem" role="alert">{problem}</p>"#),
        ),
        None => ("", String::new()),
    };
    format!(
        r#"<form dj-submit="{handler}"><label>{label}
<input name="{name}" value="{value}" autocomplete="off"{invalid}></label>
<button class="primary">Next</button> {BACK}</form>{problem}"#
    )
}

tutorial! {
    <Wizard>
    autostart: once,

    step {
        target: "fieldset",
        message: "First of all: who pays?",
        wait_for: choose,
        skip_if: |view| view.booking.stage != Stage::Kind,
        next: [
            company if |view| view.booking.is_company,
            guests,
        ],
    }
    step company {
        target: "form:has([name=name])",
        message: "The invoice will have this name. Reload the page if you like: nothing is lost.",
        wait_for: name_company,
        skip_if: |view| view.booking.stage != Stage::Company,
    }
    step guests {
        target: "form:has([name=guests])",
        message: "Try 40, and see what happens.",
        wait_for: count_guests,
        skip_if: |view| view.booking.stage != Stage::Guests,
    }
    step {
        target: "#book",
        message: "Is everything right? Back leads to each page.",
        wait_for: book,
        skip_if: |view| view.booking.stage != Stage::Review,
    }
}
