//! What the documents promise is there.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

/// Names of all functions in the sources below this folder.
fn functions(folder: &Path, names: &mut BTreeSet<String>) {
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            functions(&path, names);
        } else if path.extension().is_some_and(|extension| extension == "rs") {
            let text = fs::read_to_string(&path).unwrap();
            let behind = text.split("fn ").skip(1);
            names.extend(behind.filter_map(|text| Some(text.split_once(['(', '<'])?.0.to_owned())));
        }
    }
}

#[test]
fn the_tests_that_show_what_asvs_asks_for_are_there() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).ancestors().nth(2).unwrap();
    let mut known = BTreeSet::new();
    for folder in ["kernel", "services", "gateway", "server", "tests/e2e"] {
        functions(&root.join(folder), &mut known);
    }
    let text = fs::read_to_string(root.join("docs/asvs.md")).unwrap();
    let quoted = text.split('`').skip(1).step_by(2);
    // Settings have dots, files slashes, kernel functions colons; names of tests are sentences.
    let named: Vec<&str> = quoted
        .filter(|name| name.matches('_').count() > 1 && !name.contains(['.', '/', ':', ' ', '(', '-', '"']))
        .collect();
    assert!(named.len() > 80, "{named:?}");
    let missing: Vec<&&str> = named.iter().filter(|name| !known.contains(**name)).collect();
    assert!(missing.is_empty(), "{missing:?}");
}
