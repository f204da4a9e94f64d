//! A mini-app's endpoint on loopback.

use std::{
    collections::HashMap,
    io::{BufRead, BufReader, Read, Write},
    net::{TcpListener, TcpStream},
    sync::{Arc, Mutex},
    thread,
};

use tmcpd::{kernel::Secret, webhooks::sign};

/// A request as it arrived.
#[derive(Clone, Debug)]
pub struct Arrived {
    pub headers: HashMap<String, String>,
    pub body: String,
}

impl Arrived {
    pub fn id(&self) -> &str {
        &self.headers["webhook-id"]
    }

    pub fn is_signed_with(&self, secret: &str) -> bool {
        let (secret, header) = (Secret::new(secret), |name: &str| self.headers[name].as_str());
        let standard =
            sign::is_standard(&secret, self.id(), header("webhook-timestamp"), &self.body, header("webhook-signature"));
        let tmcp = sign::is_tmcp(&secret, &self.body, header("x-webhook-signature"));
        assert_eq!(standard, tmcp, "the families differ: {self:?}");
        tmcp
    }
}

/// An endpoint on loopback that answers by a function of what arrived and how much arrived before; it ends with the process.
pub struct Stub {
    pub url: String,
    arrived: Arc<Mutex<Vec<Arrived>>>,
}

impl Stub {
    pub fn new(answer: impl Fn(&Arrived, usize) -> String + Send + Sync + 'static) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let url = format!("http://{}/hooks", listener.local_addr().unwrap());
        let (arrived, answer) = (Arc::new(Mutex::new(Vec::new())), Arc::new(answer));
        let log = Arc::clone(&arrived);
        thread::spawn(move || {
            for stream in listener.incoming().flatten() {
                let (log, answer) = (Arc::clone(&log), Arc::clone(&answer));
                thread::spawn(move || {
                    let Some(request) = read(&stream) else { return };
                    let before = {
                        let mut log = log.lock().unwrap();
                        log.push(request.clone());
                        log.len() - 1
                    };
                    let _ = (&stream).write_all(answer(&request, before).as_bytes());
                });
            }
        });
        Self { url, arrived }
    }

    /// Answers with the status that `status` gives.
    pub fn answering(status: impl Fn(&Arrived, usize) -> u16 + Send + Sync + 'static) -> Self {
        Self::new(move |request, before| format!("HTTP/1.1 {} X\r\nContent-Length: 2\r\n\r\nok", status(request, before)))
    }

    pub fn arrived(&self) -> Vec<Arrived> {
        self.arrived.lock().unwrap().clone()
    }

    pub fn ids(&self) -> Vec<String> {
        self.arrived().iter().map(|request| request.id().to_owned()).collect()
    }
}

fn read(stream: &TcpStream) -> Option<Arrived> {
    let mut reader = BufReader::new(stream);
    let (mut headers, mut line) = (HashMap::new(), String::new());
    while reader.read_line(&mut line).ok()? > 2 {
        if let Some((name, value)) = line.trim_end().split_once(": ") {
            headers.insert(name.to_ascii_lowercase(), value.to_owned());
        }
        line.clear();
    }
    let mut body = vec![0; headers.get("content-length")?.parse().ok()?];
    reader.read_exact(&mut body).ok()?;
    Some(Arrived { headers, body: String::from_utf8(body).ok()? })
}

/// An address where nobody listens.
pub fn nobody() -> String {
    format!("http://{}/", TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap())
}
