//! Runs the built program in a directory of its own, with an environment that holds nothing else.

use std::{
    io::{BufRead, BufReader, Read, Write},
    net::TcpStream,
    path::PathBuf,
    process::{Child, ChildStdout, Command, Stdio},
    time::{Duration, Instant},
};

const PROGRAM: &str = env!("CARGO_BIN_EXE_tmcpd");

/// How long anything may take before a test gives up on it.
const PATIENCE: Duration = Duration::from_secs(30);

/// What a run of the program left.
#[derive(Debug)]
pub struct Done {
    pub code: i32,
    pub output: String,
    pub errors: String,
}

impl Done {
    pub fn json(&self) -> serde_json::Value {
        serde_json::from_str(&self.output).unwrap_or_else(|error| panic!("{error}: {self:?}"))
    }
}

/// The program with a directory to work in.
pub struct Program {
    directory: tempfile::TempDir,
}

/// Runs the program where it needs no files.
pub fn run(arguments: &[&str]) -> Done {
    Program::new().run(arguments)
}

impl Program {
    pub fn new() -> Self {
        Self { directory: tempfile::tempdir().unwrap() }
    }

    pub fn path(&self, name: &str) -> PathBuf {
        self.directory.path().join(name)
    }

    pub fn run(&self, arguments: &[&str]) -> Done {
        let done = self.command(arguments).stdin(Stdio::null()).output().unwrap();
        let text = |bytes: Vec<u8>| String::from_utf8(bytes).unwrap();
        Done { code: done.status.code().unwrap_or(-1), output: text(done.stdout), errors: text(done.stderr) }
    }

    /// `tmcpd serve` with these arguments, once it is ready.
    pub fn serve(&self, arguments: &[&str]) -> Server {
        self.serve_with(arguments, &[])
    }

    /// The same with environment variables.
    pub fn serve_with(&self, arguments: &[&str], environment: &[(&str, &str)]) -> Server {
        let mut command = self.command(&[&["serve"], arguments].concat());
        let mut child = command.envs(environment.iter().copied()).stdout(Stdio::piped()).spawn().unwrap();
        let output = BufReader::new(child.stdout.take().unwrap());
        let mut server = Server { child, output, seen: String::new(), address: String::new() };
        let line = server.wait_for("ready");
        let address = line.split(['"', ' ', '/']).find(|word| word.starts_with("127.0.0.1:"));
        server.address = address.unwrap_or_else(|| panic!("no address in {line}")).trim().to_owned();
        server
    }

    fn command(&self, arguments: &[&str]) -> Command {
        let mut command = Command::new(PROGRAM);
        command.args(arguments).current_dir(self.directory.path()).env_clear();
        command
    }
}

/// A server that runs; one that is still running when it is dropped is killed.
pub struct Server {
    child: Child,
    output: BufReader<ChildStdout>,
    /// What it has said so far.
    pub seen: String,
    /// Where it listens.
    pub address: String,
}

impl Server {
    /// Reads on until a line has these words.
    pub fn wait_for(&mut self, words: &str) -> String {
        loop {
            let mut line = String::new();
            let length = self.output.read_line(&mut line).unwrap();
            assert!(length > 0, "the server ended without {words:?}: {}", self.seen);
            self.seen.push_str(&line);
            if line.contains(words) {
                return line;
            }
        }
    }

    /// The whole answer to a GET.
    pub fn get(&self, path: &str) -> String {
        self.get_with(path, "")
    }

    /// The same with more headers, each line with its end.
    pub fn get_with(&self, path: &str, headers: &str) -> String {
        let mut stream = TcpStream::connect(&self.address).unwrap();
        stream.set_read_timeout(Some(PATIENCE)).unwrap();
        write!(stream, "GET {path} HTTP/1.1\r\nHost: {}\r\nConnection: close\r\n{headers}\r\n", self.address).unwrap();
        let mut answer = String::new();
        stream.read_to_string(&mut answer).unwrap();
        answer
    }

    /// Waits until the JWK set is as `right` says.
    pub fn publishes(&self, right: impl Fn(&str) -> bool) {
        let deadline = Instant::now() + PATIENCE;
        while !right(&self.get("/.well-known/jwks.json")) {
            assert!(Instant::now() < deadline, "the keys stay as they are");
            std::thread::sleep(Duration::from_millis(100));
        }
    }

    pub fn signal(&self, name: &str) {
        let sent = Command::new("kill").args(["-s", name, &self.child.id().to_string()]).status().unwrap();
        assert!(sent.success());
    }

    /// Ends it as a power cut does.
    pub fn kill(&mut self) {
        self.child.kill().unwrap();
        self.child.wait().unwrap();
    }

    /// Stops it as a service manager does, and answers its exit code.
    pub fn stop(&mut self) -> Option<i32> {
        self.signal("TERM");
        self.ended()
    }

    /// Waits for its end, and answers its exit code.
    pub fn ended(&mut self) -> Option<i32> {
        let deadline = Instant::now() + PATIENCE;
        // Its output ends with it.
        self.output.read_to_string(&mut self.seen).unwrap();
        assert!(Instant::now() < deadline, "the server took too long to stop: {}", self.seen);
        self.child.wait().unwrap().code()
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        // One that has ended already cannot be killed, which is as well.
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}
