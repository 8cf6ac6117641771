//! The tour core beside a second description of what it promises.

pub(crate) mod oracle;
pub(crate) mod promises;
