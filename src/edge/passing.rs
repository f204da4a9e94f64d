//! Sessions elsewhere that are made only to learn who signs in: at the homeserver by a login, at MAS by a code. Each is closed as
//! soon as that is known, before the person is answered, whoever they are.
//!
//! One that cannot be closed then, because the other side does not answer or the browser has gone away, is tried again by the
//! worker with growing pauses, for about a quarter of an hour. At most 1000 wait, in memory only: a Matrix token is never written to
//! disk, so a restart forgets them. What is left behind at the homeserver then is a device of its own, whose place the same
//! person's next sign-in takes; at MAS a token without any Matrix scope, which ends by itself within minutes.

use std::{
    collections::VecDeque,
    sync::{Mutex, MutexGuard, PoisonError},
    time::Duration,
};

use crate::{
    kernel::{Secret, Timestamp},
    outbox::backoff,
};

use super::{Edge, Trouble};

const MOST_WAITING: usize = 1000;
const MOST_ATTEMPTS: u32 = 10;
const LONGEST_PAUSE: Duration = Duration::from_secs(300);

/// A session elsewhere, by its token.
pub(super) enum Elsewhere {
    /// At the homeserver.
    Homeserver(Secret),
    /// At MAS.
    Mas(Secret),
}

/// Sessions that are still to be closed.
#[derive(Default)]
pub(super) struct Leftovers(Mutex<VecDeque<Leftover>>);

struct Leftover {
    session: Elsewhere,
    attempts: u32,
    due: Timestamp,
}

/// A session that is open. When this is dropped before it is closed, the worker closes it.
#[must_use = "what is opened has to be closed"]
pub(super) struct Passing<'e> {
    edge: &'e Edge,
    session: Option<Elsewhere>,
}

impl Passing<'_> {
    /// Closes it, or leaves that to the worker.
    pub(super) async fn close(mut self) {
        let Some(session) = &self.session else { return };
        match self.edge.close(session).await {
            Ok(()) => self.session = None,
            Err(trouble) => tracing::warn!(%trouble, "a session made for signing in is not closed yet and is tried again"),
        }
    }
}

impl Drop for Passing<'_> {
    fn drop(&mut self) {
        if let Some(session) = self.session.take() {
            self.edge.leftovers.add(Leftover { session, attempts: 1, due: self.edge.now() + backoff(1, LONGEST_PAUSE) });
        }
    }
}

impl Leftovers {
    fn add(&self, leftover: Leftover) {
        let mut waiting = self.lock();
        if waiting.len() >= MOST_WAITING {
            waiting.pop_front();
            tracing::error!("too many sessions made for signing in wait to be closed; the oldest is left open");
        }
        waiting.push_back(leftover);
    }

    /// Takes out what is due.
    fn take_due(&self, now: Timestamp) -> Vec<Leftover> {
        let mut waiting = self.lock();
        let (due, later) = waiting.drain(..).partition::<VecDeque<_>, _>(|leftover| leftover.due <= now);
        *waiting = later;
        due.into()
    }

    fn lock(&self) -> MutexGuard<'_, VecDeque<Leftover>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Edge {
    /// Takes charge of a session that was just opened.
    pub(super) fn passing(&self, session: Elsewhere) -> Passing<'_> {
        Passing { edge: self, session: Some(session) }
    }

    /// Tries again to close what is due.
    pub async fn close_leftovers(&self) {
        for Leftover { session, attempts, .. } in self.leftovers.take_due(self.now()) {
            let Err(trouble) = self.close(&session).await else { continue };
            if attempts >= MOST_ATTEMPTS {
                tracing::error!(%trouble, attempts, "a session made for signing in cannot be closed and is left open");
                continue;
            }
            let attempts = attempts + 1;
            self.leftovers.add(Leftover { session, attempts, due: self.now() + backoff(attempts, LONGEST_PAUSE) });
        }
    }

    async fn close(&self, session: &Elsewhere) -> Result<(), Trouble> {
        match (session, &self.mas) {
            (Elsewhere::Homeserver(token), _) => Ok(self.homeserver.logout(token).await?),
            (Elsewhere::Mas(token), Some(mas)) => Ok(mas.revoke(token).await?),
            (Elsewhere::Mas(_), None) => Ok(()),
        }
    }
}
