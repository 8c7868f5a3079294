//! Checks of the repository itself: that crates import only downward, that unsafe code
//! and Cranelift stay where they belong, and that the documents name files that exist.

use std::fs;
use std::path::{Path, PathBuf};

/// The crates from the bottom up. A crate may import those on lower lines only.
const LAYERS: &[&[&str]] = &[
    &["wasm"],
    &["abi"],
    &["optimize"],
    &["runtime"],
    &["engine"],
    &["wasi", "wast"],
    &["cli", "fuzzing"],
];

/// The crates that may hold unsafe code.
const UNSAFE_CRATES: &[&str] = &["runtime"];

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../..")
}

fn layer_of(name: &str) -> usize {
    LAYERS
        .iter()
        .position(|layer| layer.contains(&name))
        .unwrap_or_else(|| panic!("crate {name} has no layer; name it in LAYERS"))
}

fn crates() -> Vec<String> {
    let mut names: Vec<String> = fs::read_dir(root().join("crates"))
        .expect("the folder of crates")
        .map(|entry| {
            entry
                .expect("an entry")
                .file_name()
                .into_string()
                .expect("UTF-8")
        })
        .collect();
    names.sort();
    names
}

fn manifest(name: &str) -> toml::Table {
    let path = root().join("crates").join(name).join("Cargo.toml");
    fs::read_to_string(&path)
        .unwrap_or_else(|error| panic!("{}: {error}", path.display()))
        .parse()
        .expect("a manifest")
}

fn dependencies(name: &str, table: &str) -> Vec<String> {
    manifest(name)
        .get(table)
        .and_then(|value| value.as_table())
        .map(|table| table.keys().cloned().collect())
        .unwrap_or_default()
}

#[test]
fn crates_import_only_downward() {
    let names = crates();
    for layer in LAYERS {
        for name in *layer {
            assert!(names.iter().any(|known| known == name), "no crate {name}");
        }
    }
    for name in &names {
        for table in ["dependencies", "build-dependencies"] {
            for dependency in dependencies(name, table) {
                if let Some(other) = dependency.strip_prefix("switchback-") {
                    assert!(
                        layer_of(other) < layer_of(name),
                        "{name} imports {other}, which is not below it"
                    );
                }
            }
        }
    }
}

#[test]
fn only_the_optimizing_tier_knows_cranelift_and_nobody_knows_wasmtime() {
    for name in crates() {
        for table in ["dependencies", "dev-dependencies", "build-dependencies"] {
            for dependency in dependencies(&name, table) {
                assert!(
                    name == "optimize" || !dependency.starts_with("cranelift"),
                    "{name} depends on {dependency}"
                );
                assert!(
                    !dependency.starts_with("wasmtime"),
                    "{name} depends on {dependency}"
                );
            }
        }
    }
}

#[test]
fn unsafe_code_has_an_address() {
    for name in crates() {
        if UNSAFE_CRATES.contains(&name.as_str()) {
            continue;
        }
        let source = root().join("crates").join(&name).join("src");
        let head = ["lib.rs", "main.rs"]
            .iter()
            .find_map(|file| fs::read_to_string(source.join(file)).ok())
            .unwrap_or_else(|| panic!("{name} has neither lib.rs nor main.rs"));
        assert!(
            head.contains("#![forbid(unsafe_code)]"),
            "{name} does not forbid unsafe code"
        );
    }
}

#[test]
fn documents_name_files_that_exist() {
    let mut documents: Vec<PathBuf> = ["README.md", "ARCHITECTURE.md", "CHANGELOG.md"]
        .iter()
        .map(|name| root().join(name))
        .collect();
    documents.extend(
        fs::read_dir(root().join("docs"))
            .expect("the folder of documents")
            .map(|entry| entry.expect("an entry").path())
            .filter(|path| path.extension().is_some_and(|extension| extension == "md")),
    );
    let mut missing = Vec::new();
    let mut checked = 0;
    for document in &documents {
        let text = fs::read_to_string(document)
            .unwrap_or_else(|error| panic!("{}: {error}", document.display()));
        for name in paths_in(&text) {
            checked += 1;
            let beside = document
                .parent()
                .is_some_and(|folder| folder.join(&name).exists());
            if !root().join(&name).exists() && !beside {
                missing.push(format!("{}: {name}", document.display()));
            }
        }
    }
    assert!(
        checked > 10,
        "the documents name hardly any file: is the check right?"
    );
    assert!(missing.is_empty(), "no such file:\n{}", missing.join("\n"));
}

/// The words of a document that are paths in this repository: they begin with one of
/// its folders, or are the target of a link.
fn paths_in(text: &str) -> Vec<String> {
    const FOLDERS: &[&str] = &[
        "crates/",
        "docs/",
        "tests/",
        "scripts/",
        "bench/",
        "examples/",
        ".ci/",
    ];
    let is_separator =
        |character: char| character.is_whitespace() || "`()[]{}<>\"',;:*".contains(character);
    let mut paths: Vec<String> = text
        .split(is_separator)
        .filter(|word| FOLDERS.iter().any(|folder| word.starts_with(folder)))
        .map(|word| word.trim_end_matches(['.', '/']).to_owned())
        .collect();
    for link in text.split("](").skip(1) {
        let target = link.split([')', '#']).next().unwrap_or_default();
        if !target.is_empty() && !target.contains("://") {
            paths.push(target.to_owned());
        }
    }
    paths
}
