//! The category tree: a handful of levels, loaded as a whole.

use std::collections::HashMap;

use kernel_base::{FieldError, Timestamp};
use schemars::JsonSchema;
use serde::Serialize;
use shared_contracts::CategoryId;

use super::Violations;
use super::handle::Handle;

/// A node of the tree.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub(crate) struct Category {
    /// Its id.
    pub(crate) category_id: CategoryId,
    /// Where it hangs; a root when absent.
    pub(crate) parent_id: Option<CategoryId>,
    /// Its name in addresses.
    pub(crate) handle: Handle,
    /// Its name in the default language.
    pub(crate) name: String,
    /// Its description in the default language.
    pub(crate) description: String,
    /// Order among its siblings.
    pub(crate) position: i32,
    /// Grows by one with every change.
    pub(crate) version: i64,
    /// When it was made.
    pub(crate) created_at: Timestamp,
    /// When it was last changed.
    pub(crate) updated_at: Timestamp,
}

impl Category {
    /// Checks the limits.
    pub(crate) fn validate(&self) -> Result<(), Vec<FieldError>> {
        let mut violations = Violations::default();
        violations.check_length("/name", &self.name, 1, 255);
        violations.check_length("/description", &self.description, 0, 65_536);
        if self.position < 0 {
            violations.push("/position", "out_of_range", "must not be negative");
        }
        violations.into_result()
    }
}

/// Why a category cannot hang where it was asked to.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub(crate) enum TreeError {
    /// The parent does not exist.
    #[error("the parent category does not exist")]
    ParentNotFound,
    /// The parent lies below the category.
    #[error("a category cannot hang below itself")]
    Cycle,
    /// The branch would have too many levels.
    #[error("a category tree has at most {} levels", Tree::MAX_DEPTH)]
    TooDeep,
    /// The tree is full.
    #[error("a shop has at most {} categories", Tree::MAX_CATEGORIES)]
    TooMany,
}

/// The shape of the tree.
#[derive(Debug, Clone, Default)]
pub(crate) struct Tree {
    parents: HashMap<CategoryId, Option<CategoryId>>,
}

impl Tree {
    /// Levels from root to leaf.
    pub(crate) const MAX_DEPTH: usize = 10;
    /// Categories of a shop: the tree is loaded as a whole.
    pub(crate) const MAX_CATEGORIES: usize = 5000;

    /// The tree of these nodes.
    pub(crate) fn new(nodes: impl IntoIterator<Item = (CategoryId, Option<CategoryId>)>) -> Self {
        Self { parents: nodes.into_iter().collect() }
    }

    /// Hangs a new or known category below `parent`, or tells why it cannot.
    pub(crate) fn place(&mut self, id: CategoryId, parent: Option<CategoryId>) -> Result<(), TreeError> {
        if !self.parents.contains_key(&id) && self.parents.len() >= Self::MAX_CATEGORIES {
            return Err(TreeError::TooMany);
        }
        let mut above = 0;
        if let Some(parent) = parent {
            if !self.parents.contains_key(&parent) {
                return Err(TreeError::ParentNotFound);
            }
            let path = self.path(parent);
            if path.contains(&id) {
                return Err(TreeError::Cycle);
            }
            above = path.len();
        }
        if above + self.height(id) > Self::MAX_DEPTH {
            return Err(TreeError::TooDeep);
        }
        self.parents.insert(id, parent);
        Ok(())
    }

    /// The category and everything below it; empty when it does not exist.
    pub(crate) fn subtree(&self, id: CategoryId) -> Vec<CategoryId> {
        let mut children: HashMap<CategoryId, Vec<CategoryId>> = HashMap::new();
        for (child, parent) in &self.parents {
            if let Some(parent) = parent {
                children.entry(*parent).or_default().push(*child);
            }
        }
        let mut found: Vec<_> = self.parents.contains_key(&id).then_some(id).into_iter().collect();
        let mut next = 0;
        while let Some(parent) = found.get(next) {
            found.extend(children.remove(parent).unwrap_or_default());
            next += 1;
        }
        found
    }

    /// From the category up to its root.
    fn path(&self, id: CategoryId) -> Vec<CategoryId> {
        let mut path = vec![id];
        while let Some(Some(parent)) = path.last().and_then(|last| self.parents.get(last)) {
            path.push(*parent);
        }
        path
    }

    /// Levels of the branch that starts at the category: 1 for a leaf.
    fn height(&self, id: CategoryId) -> usize {
        let base = self.path(id).len();
        self.subtree(id).into_iter().map(|node| self.path(node).len() + 1 - base).max().unwrap_or(1)
    }
}

#[cfg(test)]
mod tests {
    use kernel_base::Env;
    use proptest::prelude::*;

    use super::*;

    fn ids(count: usize) -> Vec<CategoryId> {
        let env = Env::system();
        (0..count).map(|_| env.id()).collect()
    }

    proptest! {
        #[test]
        fn whatever_is_moved_every_category_still_reaches_a_root(
            moves in prop::collection::vec((0_usize..12, prop::option::of(0_usize..12)), 0..60),
        ) {
            let ids = ids(12);
            let mut tree = Tree::default();
            for (child, parent) in moves {
                let outcome = tree.place(ids[child], parent.map(|index| ids[index]));
                if parent == Some(child) && tree.parents.contains_key(&ids[child]) {
                    prop_assert_eq!(outcome, Err(TreeError::Cycle));
                }
            }
            for id in tree.parents.keys() {
                let (mut node, mut steps) = (*id, 0);
                while let Some(parent) = tree.parents[&node] {
                    node = parent;
                    steps += 1;
                    prop_assert!(steps < Tree::MAX_DEPTH, "endless or too deep");
                }
            }
        }
    }

    #[test]
    fn a_category_cannot_hang_below_its_own_child() {
        let ids = ids(3);
        let mut tree = Tree::new([(ids[0], None), (ids[1], Some(ids[0])), (ids[2], Some(ids[1]))]);
        assert_eq!(tree.place(ids[0], Some(ids[2])), Err(TreeError::Cycle));
        assert_eq!(tree.place(ids[0], Some(ids[0])), Err(TreeError::Cycle));
        assert_eq!(tree.place(ids[2], Some(ids[0])), Ok(()));
        assert_eq!(tree.subtree(ids[1]), [ids[1]]);
        assert_eq!(tree.subtree(ids[0]).len(), 3);
    }

    #[test]
    fn a_moved_branch_counts_with_all_its_levels() {
        let ids = ids(Tree::MAX_DEPTH + 2);
        let mut tree = Tree::default();
        tree.place(ids[0], None).unwrap();
        for pair in ids[..Tree::MAX_DEPTH].windows(2) {
            tree.place(pair[1], Some(pair[0])).unwrap();
        }
        let (last, extra) = (ids[Tree::MAX_DEPTH - 1], ids[Tree::MAX_DEPTH]);
        assert_eq!(tree.place(extra, Some(last)), Err(TreeError::TooDeep));
        tree.place(extra, None).unwrap();
        assert_eq!(tree.place(ids[0], Some(extra)), Err(TreeError::TooDeep));
        assert_eq!(tree.place(ids[11], Some(ids[10])), Ok(()));
        assert_eq!(tree.place(ids[11], Some(ids[9])), Err(TreeError::TooDeep));
    }
}
