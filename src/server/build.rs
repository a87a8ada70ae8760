//! In a release build the page of `web/dist` becomes part of the binary: build again when it changes. (A debug build reads
//! it from the disk.)

fn main() {
    println!("cargo::rerun-if-changed=build.rs");
    if std::env::var("PROFILE").is_ok_and(|profile| profile == "release") {
        println!("cargo::rerun-if-changed=../../web/dist");
        println!("cargo::rerun-if-changed=../../schema/operations");
    }
}
