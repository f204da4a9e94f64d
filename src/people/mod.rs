//! What is held about a person, as a whole: all of it in one document ([`archive`]), and the end of it ([`EraseUser`]). Each
//! room knows what it holds and forgets its own; this one knows that nothing is left out.
//!
//! Erasing leaves the books whole: records and accounts stay, their owner becomes an id that stands for nobody. What other people
//! have of the person stays theirs, without the name. The audit record is kept as it is, for as long as the operator's law
//! demands: what was done there, was done by somebody.

mod archive;
mod erasure;

pub use archive::{MOST_BYTES, RecordExport, Subject, archive};
pub use erasure::{EraseBatch, EraseUser, Erased, Shown, is_erased, next_batch};
