//! What people and programs see: lines, tables, JSON, progress.

use std::fmt::Display;
use std::io::{self, IsTerminal, Write};
use std::time::{Duration, Instant};

use indicatif::{ProgressBar, ProgressStyle};
use serde::Serialize;

/// Prints a line. A reader that went away (`karum status | head -1`) is no error.
pub(crate) fn say(line: impl Display) {
    writeln!(io::stdout().lock(), "{line}").ok();
}

/// Prints a line for people, beside the output a program may read.
pub(crate) fn note(line: impl Display) {
    writeln!(io::stderr().lock(), "{line}").ok();
}

/// Prints a value for programs.
pub(crate) fn json(value: &impl Serialize) -> anyhow::Result<()> {
    say(serde_json::to_string_pretty(value)?);
    Ok(())
}

/// Good, bad, or neither, as a sign and a color.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Mark {
    Good,
    Warning,
    Bad,
}

impl Display for Mark {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let (sign, color) = match self {
            Self::Good => ("✓", 32),
            Self::Warning => ("!", 33),
            Self::Bad => ("✗", 31),
        };
        if colored() { write!(f, "\u{1b}[{color}m{sign}\u{1b}[0m") } else { f.write_str(sign) }
    }
}

fn colored() -> bool {
    io::stdout().is_terminal() && std::env::var_os("NO_COLOR").is_none_or(|value| value.is_empty())
}

/// A table for people: a head, a rule, rows; numbers to the right.
pub(crate) struct Table {
    head: Vec<String>,
    rows: Vec<Vec<String>>,
}

impl Table {
    pub(crate) fn new<const N: usize>(head: [&str; N]) -> Self {
        Self { head: head.map(str::to_owned).into(), rows: Vec::new() }
    }

    pub(crate) fn row(&mut self, cells: impl IntoIterator<Item = String>) {
        self.rows.push(cells.into_iter().collect());
    }

    pub(crate) fn with_columns(head: Vec<String>) -> Self {
        Self { head, rows: Vec::new() }
    }

    pub(crate) fn print(&self) {
        for line in self.lines() {
            say(line);
        }
    }

    fn lines(&self) -> Vec<String> {
        let columns: Vec<Column> = (0..self.head.len()).map(|index| self.column(index)).collect();
        let line = |cells: &[String]| {
            let cells = cells.iter().zip(&columns).map(|(cell, column)| column.pad(cell));
            cells.collect::<Vec<_>>().join("  ").trim_end().to_owned()
        };
        let rule: Vec<String> = columns.iter().map(|column| "─".repeat(column.width)).collect();
        let mut lines = vec![line(&self.head), rule.join("  ")];
        lines.extend(self.rows.iter().map(|row| line(row)));
        lines
    }

    fn column(&self, index: usize) -> Column {
        let cells = || self.rows.iter().filter_map(|row| row.get(index));
        let widths = self.head.get(index).into_iter().chain(cells()).map(|cell| cell.chars().count());
        let numeric = |cell: &String| {
            let digits = cell.strip_prefix('-').unwrap_or(cell);
            cell.is_empty() || cell == "–" || digits.starts_with(|c: char| c.is_ascii_digit())
        };
        Column { width: widths.max().unwrap_or(0), right: !self.rows.is_empty() && cells().all(numeric) }
    }
}

struct Column {
    width: usize,
    right: bool,
}

impl Column {
    fn pad(&self, cell: &str) -> String {
        let blank = " ".repeat(self.width.saturating_sub(cell.chars().count()));
        if self.right { format!("{blank}{cell}") } else { format!("{cell}{blank}") }
    }
}

/// Where the lines for people go: beside JSON for programs there is only the error output.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Audience {
    People,
    Programs,
}

impl Audience {
    /// Tells people something, wherever it does not disturb.
    pub(crate) fn tell(self, line: impl Display) {
        match self {
            Self::People => say(line),
            Self::Programs => note(line),
        }
    }
}

/// One step of something long: a spinner while it runs, a line when it is done.
pub(crate) struct Step {
    started: Instant,
    spinner: ProgressBar,
    audience: Audience,
}

impl Step {
    /// On a terminal the text turns until the step ends; elsewhere only its end is printed.
    pub(crate) fn start(text: &str) -> Self {
        Self::start_for(Audience::People, text)
    }

    pub(crate) fn start_for(audience: Audience, text: &str) -> Self {
        let spinner = ProgressBar::new_spinner();
        let style = ProgressStyle::with_template("{spinner} {msg} … {elapsed}");
        spinner.set_style(style.unwrap_or_else(|_| ProgressStyle::default_spinner()));
        spinner.set_message(text.to_owned());
        spinner.enable_steady_tick(Duration::from_millis(100));
        Self { started: Instant::now(), spinner, audience }
    }

    /// What is being done now, within the step.
    pub(crate) fn now(&self, text: String) {
        self.spinner.set_message(text);
    }

    pub(crate) fn done(self, text: impl Display) {
        self.spinner.finish_and_clear();
        self.audience.tell(format!("{} {text}  {}", Mark::Good, faint(&seconds(self.started.elapsed()))));
    }
}

impl Drop for Step {
    fn drop(&mut self) {
        // A step that failed leaves no spinner behind; the error follows.
        self.spinner.finish_and_clear();
    }
}

pub(crate) fn faint(text: &str) -> String {
    if colored() { format!("\u{1b}[2m{text}\u{1b}[0m") } else { text.to_owned() }
}

/// `0.4 s`, `12.3 s`.
pub(crate) fn seconds(duration: Duration) -> String {
    let tenths = duration.as_millis() / 100;
    format!("{}.{} s", tenths / 10, tenths % 10)
}

/// `512 kB`, `12 MB`, `3.4 GB`.
pub(crate) fn bytes(bytes: u64) -> String {
    match bytes {
        0..1_000_000 => format!("{} kB", bytes / 1_000),
        1_000_000..1_000_000_000 => format!("{} MB", bytes / 1_000_000),
        _ => format!("{}.{} GB", bytes / 1_000_000_000, bytes % 1_000_000_000 / 100_000_000),
    }
}

/// `1 database`, `7 databases`.
pub(crate) fn count(number: usize, noun: &str) -> String {
    if number == 1 { format!("1 {noun}") } else { format!("{number} {noun}s") }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_stand_to_the_right_and_words_to_the_left() {
        let mut table = Table::new(["service", "size"]);
        table.row(["cart".to_owned(), "8 MB".to_owned()]);
        table.row(["warehouse".to_owned(), "112 MB".to_owned()]);
        assert_eq!(
            table.lines(),
            ["service      size", "─────────  ──────", "cart         8 MB", "warehouse  112 MB"]
        );
    }

    #[test]
    fn amounts_read_as_people_write_them() {
        assert_eq!(seconds(Duration::from_millis(1250)), "1.2 s");
        assert_eq!(bytes(8_400_000), "8 MB");
        assert_eq!(bytes(3_450_000_000), "3.4 GB");
        assert_eq!(count(1, "change"), "1 change");
    }
}
