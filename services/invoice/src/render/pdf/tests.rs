//! Files as they come out. `INVOICE_SAMPLES=<folder>` keeps them, to be looked at.

use crate::render::samples;

use super::*;

#[test]
fn a_document_makes_the_same_file_every_time() {
    for (name, document) in samples::all() {
        let file = write(&document).unwrap();
        if name == "invoice" {
            assert_eq!(file, write(&document).unwrap());
        }
        assert!(file.starts_with(b"%PDF-1.7"), "{name}");
        samples::keep(&format!("{name}.pdf"), &file);
    }
}

#[test]
fn a_text_is_broken_where_it_can_be_and_otherwise_where_it_must_be() {
    let canvas = Canvas::open().unwrap();
    let lines = canvas.wrapped("a hurricane lantern of enamelled steel", PLAIN, 800);
    assert!(lines.len() > 1 && lines.iter().all(|line| canvas.width(line, PLAIN) <= 800), "{lines:?}");
    let lines = canvas.wrapped(&"M".repeat(40), PLAIN, 800);
    assert!(lines.len() > 3 && lines.concat() == "M".repeat(40));
    assert_eq!(canvas.shortened("Ünïcödé – Ω \u{4e2d}", PLAIN, 5000), "Ünïcödé – Ω ?");
}
