//! The `sextant` program.

fn main() -> std::process::ExitCode {
    sextant_server::cli::main()
}
