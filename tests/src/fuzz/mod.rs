//! What the fuzz targets do with their inputs.
//!
//! Ordinary functions, one for each target in `fuzz/fuzz_targets`, that panic
//! when something does not hold. Here and not there, so that the test
//! `corpus` can replay the committed inputs with nothing but cargo.

mod decode;
mod params;
mod render;
mod session;

pub use decode::decode;
pub use params::params;
pub use render::render;
pub use session::session;
