//! Random interleavings of everything that moves money, against a model that only adds and subtracts. Steps come in groups that are
//! submitted together, so that they share commits; the model takes them in the order in which they were submitted, and each answer
//! has to be the one that it foresaw. After each group every balance is compared; in between and at the end the books are checked
//! from the records.
//!
//! Each [`Subject`] knows the steps of one noun. A run is told by its seed. `TMCPD_LONG_RUN=1000000 cargo test interleavings` makes
//! that many steps, and `TMCPD_SEED` begins elsewhere.

mod gifts;
mod house;
mod payments;
mod transfers;

use gifts::Gifts;
use house::House;
use payments::Payments;
use transfers::Transfers;

/// What came of a step that was submitted; compares it with what was foreseen.
type Outcome = Box<dyn FnOnce()>;

/// One noun that moves money.
trait Subject {
    /// Submits one step, and says to the model what it does.
    fn step(&mut self, house: &mut House) -> Outcome;

    /// Ends what is over, and says to the model what that does. Nothing else is on its way.
    fn sweep(&mut self, house: &mut House);
}

/// How many steps are made in one store.
const ROUND: usize = 20_000;

/// How many steps are made when nobody asks for more.
const SHORT: usize = 1_500;

/// The most steps that are submitted together.
const GROUP: usize = 8;

#[expect(clippy::disallowed_methods, reason = "how long a test runs is no setting of the server's")]
fn setting(name: &str) -> Option<usize> {
    std::env::var(name).ok().map(|text| text.parse().unwrap())
}

#[test]
fn money_goes_where_the_model_says() {
    let steps = setting("TMCPD_LONG_RUN").unwrap_or(SHORT);
    let seed = setting("TMCPD_SEED").unwrap_or(1);
    for (round, begun) in (0..steps).step_by(ROUND).enumerate() {
        run((seed + round) as u64, ROUND.min(steps - begun));
    }
}

fn run(seed: u64, steps: usize) {
    let mut house = House::new(seed);
    let mut subjects: Vec<Box<dyn Subject>> =
        vec![Box::new(Transfers::default()), Box::new(Payments::default()), Box::new(Gifts::default())];
    let mut made = 0;
    while made < steps {
        if house.chance(10) {
            house.pass_time();
            subjects.iter_mut().for_each(|subject| subject.sweep(&mut house));
        }
        let group: Vec<Outcome> = (0..1 + house.below(GROUP))
            .map(|_| {
                let subject = house.below(subjects.len());
                subjects[subject].step(&mut house)
            })
            .collect();
        made += group.len();
        group.into_iter().for_each(|outcome| outcome());
        house.compare(seed, made);
    }
    house.check_the_books(seed);
}
