//! The guide's Rust blocks, as documentation tests: `cargo test -p docent-guide`.

pub mod teahouse;

#[doc = include_str!("src/accessibility.md")]
pub mod accessibility {}

#[doc = include_str!("src/attributes.md")]
pub mod attributes {}

#[doc = include_str!("src/branches_and_flows.md")]
pub mod branches_and_flows {}

#[doc = include_str!("src/bubble.md")]
pub mod bubble {}

#[doc = include_str!("src/components.md")]
pub mod components {}

#[doc = include_str!("src/deployment.md")]
pub mod deployment {}

#[doc = include_str!("src/existing_app.md")]
pub mod existing_app {}

#[doc = include_str!("src/first_tour.md")]
pub mod first_tour {}

#[doc = include_str!("src/forms.md")]
pub mod forms {}

#[doc = include_str!("src/from_djust.md")]
pub mod from_djust {}

#[doc = include_str!("src/from_driver_js.md")]
pub mod from_driver_js {}

#[doc = include_str!("src/from_intro_js.md")]
pub mod from_intro_js {}

#[doc = include_str!("src/from_react_joyride.md")]
pub mod from_react_joyride {}

#[doc = include_str!("src/from_shepherd.md")]
pub mod from_shepherd {}

#[doc = include_str!("src/glossary.md")]
pub mod glossary {}

#[doc = include_str!("src/identity.md")]
pub mod identity {}

#[doc = include_str!("src/missing_targets.md")]
pub mod missing_targets {}

#[doc = include_str!("src/push.md")]
pub mod push {}

#[doc = include_str!("src/steps.md")]
pub mod steps {}

#[doc = include_str!("src/testing.md")]
pub mod testing {}

#[doc = include_str!("src/waits.md")]
pub mod waits {}
