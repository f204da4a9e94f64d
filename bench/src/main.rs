//! `tmcpd-bench`: the measurements behind `bench/run`, one subcommand each. Every subcommand prints lines of a name and a
//! number, which the script makes a table of. It measures the library as the server uses it: same allocator, same options.

mod books;
mod counting;
mod fixture;
mod hello;
mod identity;
mod measure;

use std::path::PathBuf;

use clap::{Parser, Subcommand};

#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

#[derive(Parser)]
#[command(about = "Measures tmcpd; bench/run puts it together")]
struct Arguments {
    #[command(subcommand)]
    what: What,
}

#[derive(Subcommand)]
enum What {
    /// Makes books with this many transfers, or adds what is missing.
    Fill {
        /// Where the data file lies.
        #[arg(long)]
        dir: PathBuf,
        /// How many transfers there are to be.
        #[arg(long)]
        transfers: u64,
        /// Over how many days up to now they are spread.
        #[arg(long, default_value_t = 30.0)]
        days: f64,
    },
    /// Transfers per second, each durable before the next of the same writer.
    Transfers {
        /// Where the data file lies; made when it is not there.
        #[arg(long)]
        dir: PathBuf,
        /// How many wait for an answer at a time.
        #[arg(long)]
        writers: usize,
        /// How long, after one second to warm up.
        #[arg(long, default_value_t = 10)]
        seconds: u64,
    },
    /// Bytes written per transfer at 64 writers, and bytes of disk per transfer kept.
    Sizes {
        /// An empty directory.
        #[arg(long)]
        dir: PathBuf,
        /// How many transfers.
        #[arg(long)]
        transfers: u64,
    },
    /// How long it takes to open the data file.
    Open {
        /// Where the data file lies.
        #[arg(long)]
        dir: PathBuf,
        /// Recomputes the books and the audit chain afterwards, outside the measured time.
        #[arg(long)]
        check: bool,
    },
    /// What the data file holds, table by table.
    Tables {
        /// Where the data file lies.
        #[arg(long)]
        dir: PathBuf,
    },
    /// People, tokens and prepared transfers for the HTTP measurements.
    Fixture {
        /// The server's configuration.
        #[arg(long)]
        config: PathBuf,
        /// How many people.
        #[arg(long, default_value_t = 1000)]
        people: usize,
        /// How many transfers that wait for their proof.
        #[arg(long)]
        transfers: usize,
        /// Where the files for wrk go.
        #[arg(long)]
        out: PathBuf,
    },
    /// A bare HTTP server that says hello: what the HTTP figures are compared with.
    Hello {
        /// Address and port.
        #[arg(long, default_value = "127.0.0.1:8999")]
        listen: std::net::SocketAddr,
    },
    /// RS256 signatures per second: what no token endpoint can exceed.
    Sign {
        /// On how many threads.
        #[arg(long, default_value_t = 2)]
        threads: usize,
        /// How long.
        #[arg(long, default_value_t = 4)]
        seconds: u64,
    },
    /// An OAuth server that knows whose tokens `mat_…` are.
    Introspection {
        /// Address and port.
        #[arg(long, default_value = "127.0.0.1:8998")]
        listen: std::net::SocketAddr,
    },
}

#[tokio::main(flavor = "multi_thread", worker_threads = 2)]
async fn main() -> anyhow::Result<()> {
    match Arguments::parse().what {
        What::Fill { dir, transfers, days } => measure::fill(&dir, transfers, days).await,
        What::Transfers { dir, writers, seconds } => measure::transfers(&dir, writers, seconds).await,
        What::Sizes { dir, transfers } => measure::sizes(&dir, transfers).await,
        What::Open { dir, check } => measure::open(&dir, check),
        What::Tables { dir } => measure::tables(&dir),
        What::Fixture { config, people, transfers, out } => fixture::make(&config, people, transfers, &out).await,
        What::Hello { listen } => hello::serve(listen).await,
        What::Sign { threads, seconds } => identity::sign(threads, seconds),
        What::Introspection { listen } => identity::introspection(listen).await,
    }
}
