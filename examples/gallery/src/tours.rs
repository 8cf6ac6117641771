//! A tour for each variant. All steps wait for the handler `press`, which
//! their targets call: a press on the target goes on, and so does Skip.

use docent::prelude::*;

use crate::Gallery;

tutorial! {
    /// All four sides, where there is room for them; the opposite one where not.
    pub(crate) static SIDES: <Gallery>

    step {
        target: "#sides-target",
        message: "Below is where a bubble is unless its step sets another side.",
        wait_for: press,
    }
    step {
        target: "#sides-target",
        message: "On the right. On a narrow screen there is no room, so it flips.",
        position: right,
        wait_for: press,
    }
    step {
        target: "#sides-target",
        message: "On top.",
        position: top,
        wait_for: press,
    }
    step {
        target: "#sides-target",
        message: "On the left.",
        position: left,
        wait_for: press,
    }
}

tutorial! {
    /// Targets in the corners: each step asks for a side that has no room.
    pub(crate) static EDGES: <Gallery>

    step {
        target: "#brand",
        message: "This step asks for the top. The bubble flips below its target, and stays inside the window.",
        position: top,
        wait_for: press,
    }
    step {
        target: "#help",
        message: "This one asks for the bottom. It flips above, and shifts to the side; the arrow stays at the target.",
        wait_for: press,
    }
    step {
        target: "#help",
        message: "This one asks for the right.",
        position: right,
        wait_for: press,
    }
}

tutorial! {
    /// As little text as there can be, and more than fits.
    pub(crate) static TEXTS: <Gallery>

    step {
        target: "#texts-target",
        message: "Hi!",
        wait_for: press,
    }
    step {
        target: "#texts-target",
        message: "A tour is read by people who wanted to do something else. \
            Explain one thing in a step, in words that are on the page too.\n\n\
            When a text gets as long as this one, the bubble grows to its largest width and then in height, \
            and keeps its distance to the edges. When even that is not enough, it scrolls.\n\n\
            Words that are longer than a line are broken: \
            https://example.com/a/rather/long/address/that/nobody/would/ever/want/to/type/by/hand\n\n\
            Lines are kept, so a short list can be written as one:\n\
            – first this,\n\
            – then that,\n\
            – and then it is done.",
        wait_for: press,
    }
}

tutorial! {
    /// The highlight alone, and the buttons.
    pub(crate) static WORDLESS: <Gallery>

    step {
        target: "#wordless-target",
        message: "",
        wait_for: press,
    }
}

tutorial! {
    /// A target that is not on the page.
    pub(crate) static CENTER: <Gallery>

    step {
        target: "#not-on-this-page",
        message: "Welcome! This step has nothing to point at, so it is in the middle.",
        on_missing: center,
        wait_for: press,
    }
}

tutorial! {
    /// In the app's own modal dialog, where all else is inert.
    pub(crate) static DIALOG: <Gallery>

    step {
        target: "#dialog-field",
        message: "The dialog is modal, and the bubble is in it: both can be used.",
        wait_for: press,
    }
    step {
        target: "#dialog-send",
        message: "Esc closes the tour here, and not the dialog with it.",
        position: right,
        wait_for: press,
    }
}

tutorial! {
    /// In a popover, which a press on the bubble does not close.
    pub(crate) static POPOVER: <Gallery>

    step {
        target: "#popover-target",
        message: "A press on the bubble is no press outside of the menu.",
        position: right,
        wait_for: press,
    }
}

tutorial! {
    /// In a scroller in a scroller, below a header that stays.
    pub(crate) static SCROLLER: <Gallery>

    step {
        target: "#scroller-target",
        message: "Both boxes and the page have scrolled to show this. Scroll them: the bubble follows.",
        position: top,
        wait_for: press,
    }
}

tutorial! {
    /// In an open shadow root, where the page's stylesheets do not reach: the
    /// highlight's class is one that the root's own stylesheet knows.
    pub(crate) static SHADOW: <Gallery>

    step {
        target: "#shadow-host >>> #inside",
        message: "Found by the selector #shadow-host >>> #inside.",
        highlight_class: "marked",
        wait_for: press,
    }
}

tutorial! {
    /// Steps that end by themselves. In the edition without timers they wait for Next.
    pub(crate) static TIMED: <Gallery>

    step {
        target: "#timed-target",
        message: "This step ends after half a minute. Pause stops the time, and so does the pointer on the bubble.",
        timeout: 30s,
    }
    step {
        target: "#timed-target",
        message: "This one ends after half a minute, or when you press the button.",
        timeout: 30s,
        wait_for: press,
    }
}

tutorial! {
    /// The whole page from right to left. The attributes are taken back by
    /// themselves when the tour ends, however it ends.
    pub(crate) static RIGHT_TO_LEFT: <Gallery>

    step {
        target: "#rtl-target",
        message: "هنا تحفظ عملك. اضغط على الزر للمتابعة.",
        on_enter: Js::set_attr("dir", "rtl").to("html")
            .then(Js::set_attr("lang", "ar").to("#dj-tutorial-bubble-text")),
        wait_for: press,
    }
    step {
        target: "#rtl-target",
        message: "اليسار واليمين يبقيان كما هما.",
        position: right,
        wait_for: press,
    }
}

tutorial! {
    /// More steps, close together.
    pub(crate) static STEPS: <Gallery>

    step { target: "#steps-bold", message: "Bold, for what must not be missed.", wait_for: press }
    step { target: "#steps-italic", message: "Italic, for a word that is stressed.", wait_for: press }
    step { target: "#steps-underline", message: "Underlined, as links are.", wait_for: press }
    step { target: "#steps-list", message: "A list, for things of one kind.", wait_for: press }
    step { target: "#steps-quote", message: "A quotation, with its source.", wait_for: press }
    step { target: "#steps-code", message: "Code, in letters of one width.", wait_for: press }
    step { target: "#steps-toolbar", message: "And that is the toolbar.", position: top, wait_for: press }
}

tutorial! {
    /// Highlights of the app's own, and of a large target.
    pub(crate) static HIGHLIGHT: <Gallery>

    step {
        target: "#highlight-target",
        message: "Deleted is deleted. This highlight is a class of the page's own.",
        highlight_class: "danger",
        wait_for: press,
    }
    step {
        target: "#highlight",
        message: "A target can be as large as a card.",
        position: left,
        wait_for: press,
    }
}
