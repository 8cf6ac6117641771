//! Saves that the disk did not take, until it takes them.

use std::collections::HashMap;

use docent::store::{Progress, ProgressKey, ProgressOwner};

/// Of each owner's tours the newest progress that was not saved.
///
/// Whoever sent it was told that it failed. What the disk takes later is this, as if
/// the save had been repeated: the newest run wins.
#[derive(Default)]
pub(crate) struct Unsaved {
    kept: HashMap<ProgressKey, Progress>,
    /// How many saves there was no room for.
    lost: u64,
}

/// How many are kept: as many as jobs may wait.
const MOST: usize = 16 * 1024;

impl Unsaved {
    /// Keeps progress, unless it is of an older run or there is no room.
    pub(crate) fn keep(&mut self, key: &ProgressKey, progress: &Progress) {
        let has_room = self.kept.len() < MOST;
        match self.kept.get_mut(key) {
            Some(known) if known.run() > progress.run() => {}
            Some(known) => known.clone_from(progress),
            None if has_room => {
                self.kept.insert(key.clone(), progress.clone());
            }
            None => {
                // Once, since each visitor's every step may come here; how many they
                // were is logged at the end.
                if self.lost == 0 {
                    tracing::error!(target: "docent::store", "progress is lost from now on: too much of it was not saved");
                }
                self.lost += 1;
            }
        }
    }

    /// What is to be deleted is not saved later.
    pub(crate) fn forget(&mut self, owner: &ProgressOwner, tour: Option<&str>) {
        self.kept
            .retain(|key, _| key.owner != *owner || tour.is_some_and(|tour| key.tour != tour));
    }

    pub(crate) fn iter(&self) -> impl Iterator<Item = (&ProgressKey, &Progress)> {
        self.kept.iter()
    }

    pub(crate) fn len(&self) -> usize {
        self.kept.len()
    }

    /// How many saves there was no room for.
    pub(crate) fn lost(&self) -> u64 {
        self.lost
    }

    /// All are saved, and the memory is not needed any more.
    pub(crate) fn clear(&mut self) {
        *self = Self::default();
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
        assert_eq!((unsaved.len(), unsaved.lost()), (MOST, 10));
        unsaved.keep(&keys[0], &at(2, 1));
        assert!(unsaved.iter().any(|(_, progress)| progress.step() == 2));
        unsaved.clear();
        assert_eq!((unsaved.len(), unsaved.lost()), (0, 0));
    }
}
