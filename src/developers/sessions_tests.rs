use super::*;

#[test]
fn a_used_refresh_token_that_comes_again_ends_its_session() {
    let house = House::with(&["ada"]);
    let (session, other) = (house.start("ada", "a").unwrap(), house.start("ada", "other").unwrap());
    assert!(matches!(house.refresh(session, "a", "b").unwrap(), Granted::Session(_)));
    assert_eq!(house.refresh(session, "guess", "c").unwrap_err(), invalid());
    assert_eq!(house.refresh(other, "b", "c").unwrap_err(), invalid(), "another session's");
    assert!(house.goes_on(session));
    assert_eq!(house.refresh(session, "a", "c").unwrap(), Granted::Reused);
    assert!(house.is_revoked(session) && !house.goes_on(session));
    assert_eq!(house.refresh(session, "b", "c").unwrap_err(), invalid(), "the newest goes with it");
    assert!(house.goes_on(other) && !house.is_revoked(other));
    assert_eq!(house.count(Action::DeveloperRefreshReuse), 1);
}

#[test]
fn a_refresh_token_lives_thirty_days_and_not_longer() {
    let mut house = House::with(&["ada"]);
    let session = house.start("ada", "a").unwrap();
    house.now = NOW + 30 * DAY - MILLISECOND;
    assert!(matches!(house.refresh(session, "a", "b").unwrap(), Granted::Session(_)));
    house.now = house.now + 30 * DAY;
    assert_eq!(house.refresh(session, "b", "c").unwrap_err(), invalid());
    house.start("ada", "d").unwrap();
    assert!(!house.goes_on(session), "what has run out goes when its person comes back");
}

#[test]
fn a_session_remembers_a_bounded_number_of_used_tokens() {
    let mut house = House::with(&["ada"]);
    let session = house.start("ada", "0").unwrap();
    for number in 0..150 {
        house.now = house.now + Duration::from_secs(1);
        house.refresh(session, &number.to_string(), &(number + 1).to_string()).unwrap();
    }
    let kept = house.commands.store().read(|reader| reader.scan_first(&DEVELOPER_REFRESH_TOKENS, &session, 1000));
    assert_eq!(kept.unwrap().len(), 101);
    assert_eq!(house.refresh(session, "10", "x").unwrap_err(), invalid(), "forgotten, and still refused");
    assert_eq!(house.refresh(session, "60", "x").unwrap(), Granted::Reused);
}

#[test]
fn the_oldest_session_goes_when_there_are_too_many() {
    let mut house = House::with(&["ada"]);
    let all: Vec<SessionId> = (0..21)
        .map(|number| {
            house.now = NOW + Duration::from_secs(number);
            house.start("ada", "s").unwrap()
        })
        .collect();
    let ended: Vec<bool> = all.iter().map(|session| house.is_revoked(*session)).collect();
    assert!(ended[0] && ended.iter().filter(|ended| **ended).count() == 1);
}

#[test]
fn removal_from_the_whitelist_ends_every_session_at_once() {
    let house = House::with(&["ada", "bea"]);
    let (one, two, other) =
        (house.start("ada", "a").unwrap(), house.start("ada", "b").unwrap(), house.start("bea", "c").unwrap());
    let code = house.issue("ada");
    assert_eq!(house.unlist("ada").unwrap(), 2);
    assert!(house.is_revoked(one) && house.is_revoked(two) && !house.is_revoked(other));
    assert_eq!(house.refresh(one, "a", "x").unwrap_err(), invalid());
    assert_eq!(house.redeem(code, "code", "https://a.example", VERIFIER).unwrap_err(), stranger());
    house.run(AddDeveloper { user: user("ada"), note: None }).unwrap();
    assert_eq!(house.refresh(two, "b", "x").unwrap_err(), invalid(), "coming back brings nothing back");
}

#[test]
fn a_code_is_good_once_for_what_it_is_bound_to() {
    let house = House::with(&["ada"]);
    let code = house.issue("ada");
    let short = "too-short";
    for (secret, redirect_uri, verifier) in [
        ("guess", "https://a.example", VERIFIER),
        ("code", "https://a.example/", VERIFIER),
        ("code", "https://b.example", VERIFIER),
        ("code", "https://a.example", short),
        ("code", "https://a.example", "another-verifier-that-is-long-enough-for-rfc-7636"),
    ] {
        assert_eq!(
            house.redeem(code, secret, redirect_uri, verifier).unwrap_err(),
            invalid(),
            "{secret} {redirect_uri} {verifier}"
        );
    }
    let good = house.redeem(code, "code", "https://a.example", VERIFIER).unwrap();
    assert!(matches!(good, Granted::Session(DeveloperSession { session, .. }) if session == code));
    assert_eq!(house.redeem(code, "guess", "https://a.example", VERIFIER).unwrap_err(), invalid());
    assert!(house.goes_on(code), "a guess ends nothing");
    assert_eq!(house.redeem(code, "code", "https://a.example", VERIFIER).unwrap(), Granted::Reused);
    assert!(house.is_revoked(code) && !house.goes_on(code));
    assert_eq!(house.refresh(code, "first", "x").unwrap_err(), invalid());
    assert_eq!(house.redeem(code, "code", "https://a.example", VERIFIER).unwrap(), Granted::Reused);
    assert!(!house.goes_on(code), "it begins nothing anew");
}

#[test]
fn a_code_lives_a_minute_and_is_forgotten_later() {
    let mut house = House::with(&["ada"]);
    let (early, late) = (house.issue("ada"), house.issue("ada"));
    house.now = NOW + Duration::from_secs(60) - MILLISECOND;
    assert!(house.redeem(early, "code", "https://a.example", VERIFIER).is_ok());
    house.now = NOW + Duration::from_secs(60);
    assert_eq!(house.redeem(late, "code", "https://a.example", VERIFIER).unwrap_err(), invalid());
    house.now = NOW + Duration::from_secs(3660);
    let newest = house.issue("ada");
    let kept = house.commands.store().read(|reader| reader.last(&DEVELOPER_CODES)).unwrap().unwrap();
    assert_eq!(kept.0, newest);
    for old in [early, late] {
        assert!(!house.commands.store().read(|reader| reader.has(&DEVELOPER_CODES, &old)).unwrap());
    }
}

#[test]
fn codes_and_refresh_tokens_name_their_session() {
    let session = SessionId(crate::kernel::RawId([2; 16]));
    let name = SecretName { session, digest: sha256(b"secret") };
    let (code, refresh) = (SecretName::code(session, "secret"), SecretName::refresh(session, "secret"));
    assert!(refresh.starts_with("rt_dev_"));
    assert_eq!((SecretName::of_code(&code), SecretName::of_refresh(&refresh)), (Some(name), Some(name)));
    for wrong in ["", ".", "rt_dev_", "rt_x", code.as_str()] {
        assert_eq!(SecretName::of_refresh(wrong), None, "{wrong}");
    }
    assert_eq!(SecretName::of_code(&refresh), None);
}
