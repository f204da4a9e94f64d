//! `[storage]`: the directory that holds everything.

use std::path::PathBuf;

use super::{
    key::{Key, Kind, Section},
    read::Reader,
};

pub(super) static SECTION: Section = Section {
    path: "storage",
    meaning: "The one directory with the database, the keys, the search index and the backups.",
    keys: &[
        Key::new("storage.data_dir", Kind::Path, r#""/var/lib/tmcpd""#, "The directory. One server uses it at a time.")
            .dev(r#""./.tmcpd-dev""#)
            .short("TMCPD_DATA_DIR"),
        Key::new(
            "storage.cache",
            Kind::Size { min: 1 << 20, max: 64 << 30 },
            r#""48MiB""#,
            "Memory for pages of the database. More than 64 MiB seldom helps.",
        ),
        Key::new(
            "storage.min_free",
            Kind::Size { min: 0, max: 1 << 40 },
            r#""200MiB""#,
            "With less free disk than this, writes are refused with 503 while reads go on.",
        ),
    ],
};

/// The data directory.
#[derive(Clone, Debug)]
pub struct Storage {
    /// Where everything is kept.
    pub data_dir: PathBuf,
    /// The database's page cache, in bytes.
    pub cache: usize,
    /// Free disk below which writes are refused, in bytes.
    pub min_free: u64,
}

impl Storage {
    pub(super) fn read(reader: &mut Reader<'_>) -> Option<Self> {
        let data_dir = reader.get("storage.data_dir");
        let cache = reader.get("storage.cache");
        let min_free = reader.get("storage.min_free");
        Some(Self { data_dir: data_dir?, cache: cache?, min_free: min_free? })
    }
}
