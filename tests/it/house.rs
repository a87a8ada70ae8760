//! The house: who may know whom, what every crate promises, what no file names.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};
use std::process::Command;

use serde_json::Value;

use crate::support::extract::{project, text};

/// Our crates from left to right: one may know only what stands to its left. Those of one row do not know each other.
const ORDER: [&[&str]; 7] = [
    &["sextant-domain", "sextant-migrations"],
    &["sextant-store", "sextant-ingest"],
    &["sextant-service"],
    &["sextant-jobs"],
    &["sextant-graphql"],
    &["sextant-server"],
    &["sextant-tests"],
];

/// Crates from outside that only some of ours may name.
const ONLY: [(&str, &[&str]); 8] = [
    ("sea-orm", &["sextant-store"]),
    ("sea-orm-migration", &["sextant-migrations"]),
    ("sqlx", &["sextant-store", "sextant-tests"]),
    ("async-graphql", &["sextant-graphql", "sextant-server", "sextant-tests"]),
    ("apollo-compiler", &["sextant-graphql"]),
    // The benchmark serves the reference beside the server.
    ("axum", &["sextant-server", "sextant-tests"]),
    ("clap", &["sextant-server"]),
    ("tokio-cron-scheduler", &["sextant-server"]),
];

/// The workspace's crates, each with the crates that its manifest names for building and running (not for its tests).
fn crates() -> BTreeMap<String, BTreeSet<String>> {
    let cargo = std::env::var("CARGO").unwrap_or_else(|_| "cargo".to_owned());
    let told = Command::new(cargo)
        .args(["metadata", "--format-version=1", "--no-deps", "--offline", "--locked"])
        .current_dir(project("."))
        .output()
        .unwrap();
    assert!(told.status.success(), "{}", String::from_utf8_lossy(&told.stderr));
    let metadata: Value = serde_json::from_slice(&told.stdout).unwrap();
    let name = |value: &Value| value["name"].as_str().unwrap().to_owned();
    let of = |package: &Value| {
        let all = package["dependencies"].as_array().unwrap().iter();
        all.filter(|dependency| dependency["kind"].as_str() != Some("dev")).map(name).collect()
    };
    metadata["packages"].as_array().unwrap().iter().map(|package| (name(package), of(package))).collect()
}

/// The files that git has or would take.
fn files() -> Vec<PathBuf> {
    let root = project(".");
    let told = Command::new("git")
        .args(["ls-files", "--cached", "--others", "--exclude-standard", "-z"])
        .current_dir(&root)
        .output();
    let listed: Vec<PathBuf> = match told {
        Ok(told) if told.status.success() => {
            String::from_utf8(told.stdout).unwrap().split('\0').filter(|it| !it.is_empty()).map(PathBuf::from).collect()
        }
        _ => walk(&root, Path::new("")),
    };
    listed.into_iter().filter(|path| root.join(path).is_file()).collect()
}

/// Every file below a folder where there is no git: a clone that came as an archive.
fn walk(root: &Path, below: &Path) -> Vec<PathBuf> {
    let mut found = Vec::new();
    for entry in std::fs::read_dir(root.join(below)).unwrap().flatten() {
        let name = entry.file_name();
        if ["target", "node_modules", ".git", "dist"].iter().any(|skipped| name == *skipped) {
            continue;
        }
        let path = below.join(name);
        if entry.path().is_dir() { found.extend(walk(root, &path)) } else { found.push(path) }
    }
    found
}

#[test]
fn left_never_knows_right() {
    let place = |name: &str| ORDER.iter().position(|row| row.contains(&name));
    let crates = crates();
    assert_eq!(crates.len(), 9, "a new crate needs its place in ORDER: {:?}", crates.keys());
    for (name, dependencies) in &crates {
        let own = place(name).unwrap_or_else(|| panic!("{name} has no place in ORDER"));
        for other in dependencies.iter().filter_map(|other| place(other).map(|at| (other, at))) {
            assert!(other.1 < own, "{name} names {}, which does not stand to its left", other.0);
        }
    }
    let migrations = &crates["sextant-migrations"];
    assert!(!migrations.iter().any(|it| it.starts_with("sextant-")), "history names no crate of ours: {migrations:?}");
}

#[test]
fn crates_from_outside_stay_where_they_belong() {
    for (name, dependencies) in crates() {
        for (outside, allowed) in ONLY {
            assert!(
                !dependencies.contains(outside) || allowed.contains(&name.as_str()),
                "{name} names {outside}, which only {allowed:?} may"
            );
        }
    }
}

#[test]
fn the_domain_knows_neither_time_nor_place() {
    let domain = &crates()["sextant-domain"];
    for outside in ["tokio", "sea-orm", "sqlx", "async-graphql", "axum", "futures-util", "tracing"] {
        assert!(!domain.contains(outside), "the domain names {outside}");
    }
}

#[test]
fn every_crate_keeps_the_lints_of_the_workspace() {
    let root: toml::Table = toml::from_str(&text("Cargo.toml")).unwrap();
    let members = root["workspace"]["members"].as_array().unwrap();
    assert_eq!(members.len(), 9);
    for member in members {
        let manifest: toml::Table = toml::from_str(&text(&format!("{}/Cargo.toml", member.as_str().unwrap()))).unwrap();
        let lints = manifest.get("lints").and_then(|lints| lints.get("workspace")).and_then(toml::Value::as_bool);
        assert_eq!(lints, Some(true), "{member} lacks [lints] workspace = true");
    }
}

#[test]
fn the_runbook_tells_of_every_job() {
    let runbook = text("jobs/README.md");
    let jobs = sextant_jobs::schedule().unwrap();
    assert!(!jobs.is_empty());
    for job in jobs {
        let name = job.name.as_str();
        assert!(runbook.contains(&format!("`{name}`")), "jobs/README.md does not tell of {name}");
    }
}

#[test]
fn no_file_names_what_lies_outside_of_the_project() {
    // Put together, so that this file does not name them.
    let outside = [
        ["..", "/shared"].concat(),
        ["/work", "/"].concat(),
        ["static", ".crates.io"].concat(),
        ["index", ".crates.io"].concat(),
        ["registry", ".npmjs.org"].concat(),
        ["registry", ".yarnpkg.com"].concat(),
        ["pypi", ".org"].concat(),
        ["proxy", ".golang.org"].concat(),
    ];
    let files = files();
    assert!(files.len() > 100, "{} files", files.len());
    let mut found = Vec::new();
    for path in files {
        let Ok(text) = std::fs::read_to_string(project(".").join(&path)) else { continue };
        for (number, line) in text.lines().enumerate() {
            // Cargo's lock names its registry's index by a fixed address that stands for it.
            for word in outside.iter().filter(|word| line.contains(*word)) {
                found.push(format!("{}:{} names {word}", path.display(), number + 1));
            }
        }
    }
    assert_eq!(found, Vec::<String>::new());
}

#[test]
fn source_files_stay_small() {
    let long: Vec<String> = files()
        .into_iter()
        .filter(|path| path.extension().is_some_and(|kind| kind == "rs"))
        .filter_map(|path| {
            let lines = std::fs::read_to_string(project(".").join(&path)).ok()?.lines().count();
            (lines > 400).then(|| format!("{}: {lines} lines", path.display()))
        })
        .collect();
    assert_eq!(long, Vec::<String>::new());
}
