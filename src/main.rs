//! The `tmcpd` program.

/// Frees what many threads have allocated for one another without making them wait.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

fn main() -> std::process::ExitCode {
    tmcpd::cli::main()
}
