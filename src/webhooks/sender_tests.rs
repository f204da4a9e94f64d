use std::{
    io::{Read, Write},
    net::{IpAddr, TcpListener, TcpStream},
    sync::{
        Mutex,
        atomic::{AtomicUsize, Ordering},
    },
    thread,
    time::Instant,
};

use super::*;
use crate::kernel::ManualClock;

const QUICK: Bounds = Bounds { connect: Duration::from_millis(300), total: Duration::from_millis(400) };

/// Leads every name to these addresses, to the next one at each look.
fn leading_to(addresses: &'static [&'static str]) -> Lookup {
    let looks = AtomicUsize::new(0);
    Arc::new(move |_| {
        let look = looks.fetch_add(1, Ordering::Relaxed).min(addresses.len() - 1);
        Ok(vec![addresses[look].parse::<IpAddr>().unwrap()])
    })
}

fn sender(reach: Reach, addresses: &'static [&'static str]) -> Sender {
    Sender::new(reach, leading_to(addresses), QUICK, Arc::new(ManualClock::new(Timestamp(1_000_000))))
}

fn message(url: &str) -> Message {
    Message { url: url.to_owned(), headers: vec![("x-webhook-event-id", "evt_1".to_owned())], body: "{}".to_owned() }
}

async fn post(sender: &Sender, url: &str) -> Result<Answer, Unavailable> {
    sender.post(&Endpoint::default(), message(url)).await
}

/// Listens, and hands each connection with the request on it to `answer`; remembers the requests.
fn listen(answer: impl Fn(&TcpStream) + Send + Sync + 'static) -> (u16, Arc<Mutex<Vec<String>>>) {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let port = listener.local_addr().unwrap().port();
    let seen = Arc::new(Mutex::new(Vec::new()));
    let (log, answer) = (Arc::clone(&seen), Arc::new(answer));
    thread::spawn(move || {
        for mut stream in listener.incoming().flatten() {
            let (log, answer) = (Arc::clone(&log), Arc::clone(&answer));
            thread::spawn(move || {
                let mut request = vec![0; 4096];
                let read = stream.read(&mut request).unwrap_or(0);
                log.lock().unwrap().push(String::from_utf8_lossy(&request[..read]).into_owned());
                answer(&stream);
            });
        }
    });
    (port, seen)
}

fn saying(text: &'static str) -> (u16, Arc<Mutex<Vec<String>>>) {
    listen(move |mut stream| drop(stream.write_all(text.as_bytes())))
}

#[tokio::test]
async fn a_message_goes_where_its_name_leads_under_its_name() {
    let (port, seen) = saying("HTTP/1.1 202 Fine\r\nContent-Length: 9\r\nRetry-After: 7\r\n\r\nthank\tyou");
    let sender = sender(Reach::Loopback, &["127.0.0.1"]);
    let answer = post(&sender, &format!("http://shop.example:{port}/hooks?a=b")).await.unwrap();
    let retry_after = Some(Duration::from_secs(7));
    assert_eq!(answer, Answer { status: 202, retry_after, start: "thank you".to_owned() });
    let request = seen.lock().unwrap()[0].to_lowercase();
    assert!(request.starts_with("post /hooks?a=b http/1.1\r\n"), "{request}");
    for line in [&format!("host: shop.example:{port}"), "content-type: application/json", "x-webhook-event-id: evt_1"] {
        assert!(request.contains(line), "{request}");
    }
}

#[tokio::test]
async fn webhook_to_a_name_that_resolves_privately_at_the_second_look() {
    let (port, seen) = saying("HTTP/1.1 200 Fine\r\nContent-Length: 0\r\n\r\n");
    let sender = sender(Reach::Loopback, &["127.0.0.1", "10.0.0.1", "169.254.169.254", "127.0.0.1"]);
    let url = format!("http://shop.example:{port}/");
    assert!(post(&sender, &url).await.is_ok());
    for _ in 0..2 {
        let refused = post(&sender, &url).await.unwrap_err();
        assert!(refused.reason.contains("not public"), "{}", refused.reason);
        assert!(!refused.reason.contains("10.0.0.1") && !refused.reason.contains("169.254"), "{}", refused.reason);
    }
    assert!(post(&sender, &url).await.is_ok(), "looked at anew each time");
    assert_eq!(seen.lock().unwrap().len(), 2);
}

#[tokio::test]
async fn webhook_to_a_name_that_resolves_to_loopback() {
    let (port, seen) = saying("HTTP/1.1 200 Fine\r\n\r\n");
    for address in ["127.0.0.1", "::1", "::ffff:127.0.0.1", "169.254.169.254", "10.0.0.1", "0.0.0.0"] {
        let sender = sender(Reach::Public, Vec::leak(vec![address]));
        let refused = post(&sender, &format!("https://shop.example:{port}/")).await.unwrap_err();
        assert!(refused.reason.contains("not public"), "{address}: {}", refused.reason);
    }
    assert_eq!(seen.lock().unwrap().len(), 0, "nobody connected");
}

#[tokio::test]
async fn webhook_to_an_address_that_is_refused_is_not_sent() {
    let (port, seen) = saying("HTTP/1.1 200 Fine\r\n\r\n");
    let sender = sender(Reach::Public, &["127.0.0.1"]);
    for url in [
        format!("https://127.0.0.1:{port}/"),
        format!("https://[::1]:{port}/"),
        format!("https://0x7f.1:{port}/"),
        format!("http://shop.example:{port}/"),
        "https://169.254.169.254/".to_owned(),
    ] {
        let refused = post(&sender, &url).await.unwrap_err();
        assert!(refused.reason.starts_with("the address is not"), "{url}: {}", refused.reason);
    }
    assert_eq!(seen.lock().unwrap().len(), 0);
}

#[tokio::test]
async fn webhook_with_a_redirect_to_loopback() {
    let (inside, reached) = saying("HTTP/1.1 200 Fine\r\nContent-Length: 0\r\n\r\n");
    let redirect = format!("HTTP/1.1 307 There\r\nLocation: http://127.0.0.1:{inside}/\r\nContent-Length: 0\r\n\r\n");
    let (port, _) = saying(String::leak(redirect));
    let answer = post(&sender(Reach::Loopback, &["127.0.0.1"]), &format!("http://127.0.0.1:{port}/")).await.unwrap();
    assert_eq!((answer.status, reached.lock().unwrap().len()), (307, 0));
}

#[tokio::test]
async fn webhook_with_an_answer_of_10_gb() {
    let sent = Arc::new(AtomicUsize::new(0));
    let count = Arc::clone(&sent);
    let (port, _) = listen(move |mut stream| {
        let _ = stream.write_all(b"HTTP/1.1 200 Fine\r\nContent-Length: 10737418240\r\n\r\n");
        while stream.write_all(&[b'a'; 8192]).is_ok() {
            count.fetch_add(8192, Ordering::Relaxed);
        }
    });
    let answer = post(&sender(Reach::Loopback, &["127.0.0.1"]), &format!("http://127.0.0.1:{port}/")).await.unwrap();
    assert_eq!((answer.status, answer.start), (200, "a".repeat(KEPT)));
    thread::sleep(Duration::from_millis(50));
    let sent = sent.load(Ordering::Relaxed);
    assert!(sent < 64 << 20, "the connection is gone after {sent} bytes, most of them in buffers of the system");
}

#[tokio::test]
async fn webhook_to_an_endpoint_that_never_answers() {
    let slowly = |mut stream: &TcpStream| {
        let _ = stream.write_all(b"HTTP/1.1 200 Fine\r\n");
        while stream.write_all(b"X-Slow: loris\r\n").is_ok() {
            thread::sleep(Duration::from_millis(20));
        }
    };
    let (silent, _) = listen(|_| thread::sleep(Duration::from_secs(5)));
    let (slow, _) = listen(slowly);
    for port in [silent, slow] {
        let began = Instant::now();
        let refused = post(&sender(Reach::Loopback, &["127.0.0.1"]), &format!("http://127.0.0.1:{port}/")).await.unwrap_err();
        assert!(refused.circuit.is_none() && began.elapsed() < Duration::from_secs(3), "{}", refused.reason);
    }
}

#[tokio::test]
async fn a_status_counts_also_when_the_body_has_no_end() {
    let (port, _) = listen(|mut stream| {
        let _ = stream.write_all(b"HTTP/1.1 200 Fine\r\nContent-Length: 100\r\n\r\nthanks");
        thread::sleep(Duration::from_secs(5));
    });
    let answer = post(&sender(Reach::Loopback, &["127.0.0.1"]), &format!("http://127.0.0.1:{port}/")).await.unwrap();
    assert_eq!((answer.status, &*answer.start), (200, "thanks"));
}

#[tokio::test]
async fn what_an_endpoint_answers_cannot_forge_a_log() {
    let (port, _) =
        saying("HTTP/1.1 500 No\r\nContent-Length: 30\r\n\r\na\r\nb\u{1b}[31m\u{202e}c\u{0}\u{7f}<b>\u{2028}d\u{85}\u{9b}ef");
    let answer = post(&sender(Reach::Loopback, &["127.0.0.1"]), &format!("http://127.0.0.1:{port}/")).await.unwrap();
    assert!(answer.start.starts_with("a  b[31mc<b> d") && !answer.start.contains(char::is_control), "{:?}", answer.start);
    assert_eq!(clean(&[0xff; KEPT]).len(), KEPT / 3 * 3, "what is no text stays within the bound");
}

#[tokio::test]
async fn an_endpoint_that_fails_often_is_still_called_and_one_that_always_does_rests() {
    let failing = Arc::new(AtomicUsize::new(0));
    let count = Arc::clone(&failing);
    let (port, _) = listen(move |mut stream| {
        let status = if count.fetch_add(1, Ordering::Relaxed).is_multiple_of(3) { "200 Fine" } else { "500 No" };
        let _ = stream.write_all(format!("HTTP/1.1 {status}\r\nContent-Length: 0\r\n\r\n").as_bytes());
    });
    let sender = sender(Reach::Loopback, &["127.0.0.1"]);
    let (often, always) = (Endpoint::default(), Endpoint::default());
    for _ in 0..40 {
        assert!(sender.post(&often, message(&format!("http://127.0.0.1:{port}/"))).await.is_ok());
    }
    let nobody = TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap();
    for _ in 0..15 {
        let failed = sender.post(&always, message(&format!("http://{nobody}/"))).await.unwrap_err();
        assert!(failed.circuit.is_none(), "{}", failed.reason);
    }
    assert!(sender.post(&always, message(&format!("http://{nobody}/"))).await.unwrap_err().circuit.is_some());
    assert!(sender.post(&often, message(&format!("http://127.0.0.1:{port}/"))).await.is_ok(), "nobody else rests with it");
}

#[test]
fn a_retry_after_is_seconds_or_a_date() {
    let now = Timestamp::parse_rfc3339("2026-11-20T12:00:00Z").unwrap();
    for (text, seconds) in [
        ("120", Some(120)),
        (" 0 ", Some(0)),
        ("Fri, 20 Nov 2026 12:01:30 GMT", Some(90)),
        ("Fri, 20 Nov 2026 11:00:00 GMT", Some(0)),
        ("-1", None),
        ("soon", None),
        ("18446744073709551616", None),
    ] {
        let mut headers = HeaderMap::new();
        headers.insert(RETRY_AFTER, text.parse().unwrap());
        assert_eq!(retry_after(&headers, now), seconds.map(Duration::from_secs), "{text}");
    }
}
