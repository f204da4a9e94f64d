//! The endpoint of dev mode: keeps what arrives, in memory, and answers what it was told to.

use std::{
    collections::VecDeque,
    sync::{Mutex, MutexGuard, PoisonError},
};

use serde::{Deserialize, Serialize};

/// How many arrivals are kept.
const KEPT: usize = 1000;

/// Something that arrived.
#[derive(Clone, Debug, Serialize)]
pub struct Arrival {
    /// When.
    pub received_at: String,
    /// What the header says.
    pub event_id: String,
    /// Whether `X-Webhook-Signature` is right.
    pub tmcp_signature_valid: bool,
    /// Whether `webhook-signature` is right.
    pub standard_signature_valid: bool,
    /// The status that it was answered with.
    pub answered: u16,
    /// The body, or its text when it is not JSON.
    pub body: serde_json::Value,
}

/// What is answered.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize, Serialize)]
pub struct Behaviour {
    /// The HTTP status.
    pub status: u16,
    /// How many times; after that, 200 again.
    pub times: u32,
    /// The seconds of a `Retry-After` header.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub retry_after: Option<u32>,
}

/// The endpoint.
pub struct Sink {
    miniapp: String,
    state: Mutex<State>,
}

#[derive(Default)]
struct State {
    arrivals: VecDeque<Arrival>,
    behaviour: Option<Behaviour>,
}

impl Sink {
    /// The endpoint of `miniapp`.
    pub fn new(miniapp: &str) -> Self {
        Self { miniapp: miniapp.to_owned(), state: Mutex::default() }
    }

    /// Whose endpoint it is.
    pub fn miniapp(&self) -> &str {
        &self.miniapp
    }

    /// What to answer the next time.
    pub fn set_behaviour(&self, behaviour: Behaviour) {
        self.lock().behaviour = Some(behaviour);
    }

    /// Keeps `arrival` with the answer that it gets: a status, and the seconds of a `Retry-After`.
    pub fn receive(&self, mut arrival: Arrival) -> (u16, Option<u32>) {
        let mut state = self.lock();
        let answer = match &mut state.behaviour {
            Some(behaviour) if behaviour.times > 0 => {
                behaviour.times -= 1;
                (behaviour.status, behaviour.retry_after)
            }
            _ => (200, None),
        };
        arrival.answered = answer.0;
        if state.arrivals.len() == KEPT {
            state.arrivals.pop_front();
        }
        state.arrivals.push_back(arrival);
        answer
    }

    /// What arrived, oldest first.
    pub fn arrivals(&self) -> Vec<Arrival> {
        self.lock().arrivals.iter().cloned().collect()
    }

    fn lock(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }
}
