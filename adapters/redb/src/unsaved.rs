//! Saves that the disk did not take, until it takes them.

use std::collections::HashMap;

use docent::store::{Progress, ProgressKey, ProgressOwner};

/// Of each owner's tours the newest progress that was not saved.
///
/// Whoever sent it was told that it failed. What the disk takes later is this, as if
/// the save had been repeated: the newest run wins.
#[derive(Default)]
pub(crate) struct Unsaved(HashMap<ProgressKey, Progress>);

/// How many are kept: as many as jobs may wait.
const MOST: usize = 16 * 1024;

impl Unsaved {
    /// Keeps progress, unless it is of an older run or there is no room.
    pub(crate) fn keep(&mut self, key: &ProgressKey, progress: &Progress) {
        let has_room = self.0.len() < MOST;
        match self.0.get_mut(key) {
            Some(known) if known.run() > progress.run() => {}
            Some(known) => known.clone_from(progress),
            None if has_room => {
                self.0.insert(key.clone(), progress.clone());
            }
            None => {
                tracing::error!(target: "docent::store", "progress is lost: too much of it was not saved");
            }
        }
    }

    /// What is to be deleted is not saved later.
    pub(crate) fn forget(&mut self, owner: &ProgressOwner, tour: Option<&str>) {
        self.0
            .retain(|key, _| key.owner != *owner || tour.is_some_and(|tour| key.tour != tour));
    }

    pub(crate) fn iter(&self) -> impl Iterator<Item = (&ProgressKey, &Progress)> {
        self.0.iter()
    }

    pub(crate) fn len(&self) -> usize {
        self.0.len()
    }

    /// All are saved, and the memory is not needed any more.
    pub(crate) fn clear(&mut self) {
        self.0 = HashMap::new();
    }
}

#[cfg(test)]
mod tests {
    use docent::Visitor;
    use docent::store::ProgressStatus;

    use super::*;

    fn key(number: usize) -> ProgressKey {
        let visitor = Visitor::from_id(&format!("{number:032x}")).expect("an id");
        ProgressKey::new(&visitor, "tour")
    }

    fn at(step: usize, run: u64) -> Progress {
        Progress::new(1, step, ProgressStatus::Running, run)
    }

    #[test]
    fn the_newest_of_the_newest_run_is_kept() {
        let mut unsaved = Unsaved::default();
        let key = key(0);
        for (progress, kept) in [
            (at(1, 5), at(1, 5)),
            (at(2, 5), at(2, 5)),
            (at(9, 4), at(2, 5)),
            (at(0, 6), at(0, 6)),
        ] {
            unsaved.keep(&key, &progress);
            let all: Vec<_> = unsaved.iter().collect();
            assert_eq!(all, [(&key, &kept)]);
        }
    }

    #[test]
    fn at_most_16_384_are_kept() {
        let mut unsaved = Unsaved::default();
        let keys: Vec<_> = (0..MOST + 10).map(key).collect();
        for key in &keys {
            unsaved.keep(key, &at(1, 1));
        }
        assert_eq!(unsaved.len(), MOST);
        unsaved.keep(&keys[0], &at(2, 1));
        assert!(unsaved.iter().any(|(_, progress)| progress.step() == 2));
    }
}
