//! The one place that writes to the terminal and reads from it.

use std::{
    io::{self, BufRead, IsTerminal, Write},
    process::ExitCode,
};

use super::exit::Failed;

/// Prints a result. A reader that has read enough, such as `head`, is no failure; a full disk is.
pub(super) fn print(text: &str) -> io::Result<()> {
    let mut output = io::stdout().lock();
    match output.write_all(text.as_bytes()).and_then(|()| output.flush()) {
        Err(error) if error.kind() != io::ErrorKind::BrokenPipe => Err(error),
        _ => Ok(()),
    }
}

/// Tells the person something beside the result.
pub(super) fn remark(text: &str) {
    // When nobody can be told, there is nobody to tell that either.
    let _ = writeln!(io::stderr().lock(), "{text}");
}

/// Says why there is no result.
pub(super) fn complain(failed: &Failed) -> ExitCode {
    remark(&format!("tmcpd: {}", failed.message));
    failed.exit.into()
}

/// Whether there is a person to ask.
pub(super) fn is_attended() -> bool {
    io::stdin().is_terminal() && io::stderr().is_terminal()
}

/// Asks for one line; an empty one means `default`. Fails when the input ends.
pub(super) fn ask(question: &str, default: Option<&str>) -> io::Result<String> {
    let shown = default.map_or_else(String::new, |default| format!(" [{default}]"));
    let mut output = io::stderr().lock();
    write!(output, "{question}{shown}: ")?;
    output.flush()?;
    let mut line = String::new();
    if io::stdin().lock().read_line(&mut line)? == 0 {
        return Err(io::ErrorKind::UnexpectedEof.into());
    }
    let answer = line.trim();
    Ok(if answer.is_empty() { default.unwrap_or_default().to_owned() } else { answer.to_owned() })
}
