//! What concerns several items: chapters of the guide that are in the package too.

#[doc = include_str!("../docs/fitting_in.md")]
pub mod fitting_in {}

#[doc = include_str!("../docs/forms.md")]
pub mod forms {}

#[doc = include_str!("../docs/hooks.md")]
pub mod hooks {}

#[doc = include_str!("../docs/logs.md")]
pub mod logs {}

#[doc = include_str!("../docs/metrics.md")]
pub mod metrics {}

#[doc = include_str!("../docs/navigation.md")]
pub mod navigation {}

#[doc = include_str!("../docs/proxies.md")]
pub mod proxies {}

#[doc = include_str!("../docs/security.md")]
pub mod security {}

#[doc = include_str!("../docs/several_pages.md")]
pub mod several_pages {}

#[doc = include_str!("../docs/when_it_does_not_compile.md")]
pub mod when_it_does_not_compile {}

#[doc = include_str!("../docs/when_things_break.md")]
pub mod when_things_break {}
