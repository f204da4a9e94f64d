//! A server in memory to test from outside: dev mode's people and rooms, a clock that is set, randomness that repeats.

use std::sync::Arc;

use tmcpd::{
    app::{self, Outside},
    config::{self, Homeserver, Profile, Settings},
    edge::Edge,
    identity::KeyRing,
    kernel::{ManualClock, Secret, SeededRng, Timestamp},
    logs::AccessLog,
    store::{Options, Store},
};

/// What the homeserver shows.
pub const HS_TOKEN: &str = "hs_token_of_the_tests";

/// The server and its clock.
pub struct House {
    pub edge: Arc<Edge>,
    pub clock: Arc<ManualClock>,
}

/// A server with settings of dev mode and what `adjust` makes of them.
pub async fn house(adjust: impl FnOnce(&mut Settings)) -> House {
    let mut settings = config::load(None, [], vec![], Profile::Dev).unwrap().settings;
    adjust(&mut settings);
    let clock = Arc::new(ManualClock::new(Timestamp(1_795_000_000_000)));
    let outside = Outside { clock: Arc::clone(&clock) as _, rng: Arc::new(SeededRng::new(1)), access: AccessLog::off() };
    let build = move || {
        let store = Store::open(Options::in_memory()).unwrap();
        app::assemble(settings, outside, store, KeyRing::ephemeral().unwrap(), [7; 32]).unwrap()
    };
    let edge = tokio::task::spawn_blocking(build).await.unwrap();
    House { edge: Arc::new(edge), clock }
}

/// Lets a homeserver in by [`HS_TOKEN`]; outward, dev mode's own goes on being used.
pub fn with_homeserver(settings: &mut Settings) {
    let url = "http://127.0.0.1:1".parse().unwrap();
    let (as_token, hs_token) = (Secret::new("as_token_of_the_tests"), Secret::new(HS_TOKEN));
    settings.matrix.homeserver = Some(Homeserver { url, as_token, hs_token });
}
