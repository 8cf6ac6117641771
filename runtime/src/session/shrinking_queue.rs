//! A queue that is empty most of the time.

use std::collections::VecDeque;

/// A queue that keeps room for one.
///
/// A session is one of thousands and mostly idle, so the memory of a
/// burst is freed; but items that come one at a time cost no allocation each.
#[derive(Debug)]
pub(crate) struct ShrinkingQueue<T>(VecDeque<T>);

impl<T> ShrinkingQueue<T> {
    pub(crate) const fn new() -> Self {
        Self(VecDeque::new())
    }

    pub(crate) fn push(&mut self, item: T) {
        if self.0.capacity() == 0 {
            self.0.reserve_exact(1);
        }
        self.0.push_back(item);
    }

    /// The oldest.
    pub(crate) fn pop(&mut self) -> Option<T> {
        let item = self.0.pop_front();
        if self.0.is_empty() && self.0.capacity() > 1 {
            self.0 = VecDeque::new();
        }
        item
    }

    pub(crate) fn len(&self) -> usize {
        self.0.len()
    }

    pub(crate) fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// From the oldest to the newest.
    pub(crate) fn iter(&self) -> impl Iterator<Item = &T> {
        self.0.iter()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn room_for_one_stays_and_that_of_a_burst_does_not() {
        let mut backlog = ShrinkingQueue::new();
        backlog.push(1);
        assert_eq!((backlog.pop(), backlog.0.capacity()), (Some(1), 1));
        (2..9).for_each(|item| backlog.push(item));
        let all: Vec<_> = std::iter::from_fn(|| backlog.pop()).collect();
        assert_eq!(all, (2..9).collect::<Vec<_>>());
        assert_eq!(backlog.0.capacity(), 0);
    }
}
