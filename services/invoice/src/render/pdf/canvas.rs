//! Texts and rules on pages. Lengths are tenths of a point, whole numbers: only the PDF itself knows fractions.

use krilla::Document;
use krilla::color::rgb;
use krilla::configure::{Archival, ConfigurationBuilder, PdfVersion};
use krilla::geom::{PathBuilder, Point, Rect, Transform};
use krilla::metadata::{DateTime, Metadata};
use krilla::page::PageSettings;
use krilla::paint::Fill;
use krilla::surface::Surface;
use krilla::text::{Font, TextDirection};
use krilla::{SerializeSettings, num::NormalizedF32};
use ttf_parser::Face as Metrics;

const REGULAR: &[u8] = include_bytes!("../../../fonts/NotoSans-Regular.ttf");
const BOLD: &[u8] = include_bytes!("../../../fonts/NotoSans-Bold.ttf");

/// A cut of the font.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Face {
    Regular,
    Bold,
}

/// How a text looks.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Style {
    pub(super) face: Face,
    pub(super) size: i16,
    /// 0 is black, 255 white.
    pub(super) gray: u8,
}

/// Which side of a text its place is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Side {
    Left,
    Right,
}

enum Mark {
    Text { x: i32, y: i32, style: Style, text: String },
    Rule { left: i32, right: i32, y: i32, gray: u8 },
}

/// Pages with marks.
pub(super) struct Canvas {
    pages: Vec<Vec<Mark>>,
    regular: Metrics<'static>,
    bold: Metrics<'static>,
}

impl Canvas {
    /// One empty page.
    pub(super) fn open() -> Result<Self, String> {
        let metrics = |bytes| Metrics::parse(bytes, 0).map_err(|error| format!("font: {error}"));
        Ok(Self { pages: vec![Vec::new()], regular: metrics(REGULAR)?, bold: metrics(BOLD)? })
    }

    pub(super) fn next_page(&mut self) {
        self.pages.push(Vec::new());
    }

    pub(super) fn page_count(&self) -> usize {
        self.pages.len()
    }

    /// Goes on with a page that was left.
    pub(super) fn on_page(&mut self, page: usize, draw: impl FnOnce(&mut Self)) {
        let last = self.pages.len().saturating_sub(1);
        self.pages.swap(page, last);
        draw(self);
        self.pages.swap(page, last);
    }

    pub(super) fn text(&mut self, x: i32, y: i32, side: Side, style: Style, text: &str) {
        let text = self.writable(text, style.face);
        let x = match side {
            Side::Left => x,
            Side::Right => x - self.width(&text, style),
        };
        self.mark(Mark::Text { x, y, style, text });
    }

    pub(super) fn rule(&mut self, left: i32, right: i32, y: i32, gray: u8) {
        self.mark(Mark::Rule { left, right, y, gray });
    }

    fn mark(&mut self, mark: Mark) {
        if let Some(page) = self.pages.last_mut() {
            page.push(mark);
        }
    }

    fn metrics(&self, face: Face) -> &Metrics<'static> {
        match face {
            Face::Regular => &self.regular,
            Face::Bold => &self.bold,
        }
    }

    /// What the font has no letter for is shown as a question mark: an archive wants no holes.
    fn writable(&self, text: &str, face: Face) -> String {
        let known = |character: char| {
            let visible = !character.is_control() && self.metrics(face).glyph_index(character).is_some();
            if visible { character } else { '?' }
        };
        text.chars().map(known).collect()
    }

    pub(super) fn width(&self, text: &str, style: Style) -> i32 {
        let metrics = self.metrics(style.face);
        let advance = |character| {
            let glyph = metrics.glyph_index(character)?;
            metrics.glyph_hor_advance(glyph).map(i32::from)
        };
        let units: i32 = text.chars().filter_map(advance).sum();
        units.saturating_mul(style.size.into()) / i32::from(metrics.units_per_em().max(1))
    }

    /// The text in lines no wider than that, broken between words, and inside of one that is too long.
    pub(super) fn wrapped(&self, text: &str, style: Style, width: i32) -> Vec<String> {
        let text = self.writable(text, style.face);
        let (mut lines, mut line) = (Vec::new(), String::new());
        for word in text.split_whitespace() {
            let longer = if line.is_empty() { word.to_owned() } else { format!("{line} {word}") };
            if self.width(&longer, style) <= width {
                line = longer;
                continue;
            }
            if !line.is_empty() {
                lines.push(std::mem::take(&mut line));
            }
            for character in word.chars() {
                line.push(character);
                if self.width(&line, style) > width {
                    line.pop();
                    lines.push(std::mem::take(&mut line));
                    line.push(character);
                }
            }
        }
        lines.push(line);
        lines
    }

    /// The text, or as much of it as fits.
    pub(super) fn shortened(&self, text: &str, style: Style, width: i32) -> String {
        let mut text = self.writable(text, style.face);
        while self.width(&text, style) > width && text.pop().is_some() {}
        text
    }

    /// All pages as one file.
    pub(super) fn finish(self, metadata: Metadata) -> Result<Vec<u8>, String> {
        let archived = ConfigurationBuilder::new()
            .with_version(PdfVersion::Pdf17)
            .with_archival_validator(Archival::A2_B)
            .finish()
            .map_err(|error| format!("{error:?}"))?;
        let settings = SerializeSettings { configuration: archived, ..SerializeSettings::default() };
        let mut document = Document::new_with(settings);
        let font = |bytes: &'static [u8]| Font::new(bytes.into(), 0).ok_or("the font cannot be read");
        let (regular, bold) = (font(REGULAR)?, font(BOLD)?);
        for marks in self.pages {
            let a4 = PageSettings::from_wh(595.0, 842.0).ok_or("no page has this size")?;
            let mut page = document.start_page_with(a4);
            let mut surface = page.surface();
            surface.push_transform(&Transform::from_scale(0.1, 0.1));
            for mark in marks {
                draw(&mut surface, &mark, (&regular, &bold));
            }
            surface.pop();
            surface.finish();
            page.finish();
        }
        document.set_metadata(metadata);
        document.finish().map_err(|error| format!("{error:?}"))
    }
}

fn draw(surface: &mut Surface<'_>, mark: &Mark, (regular, bold): (&Font, &Font)) {
    match mark {
        Mark::Text { x, y, style, text } => {
            surface.set_fill(Some(fill(style.gray)));
            let font = match style.face {
                Face::Regular => regular,
                Face::Bold => bold,
            };
            let (start, size) = (Point::from_xy(length(*x), length(*y)), f32::from(style.size));
            surface.draw_text(start, font.clone(), size, text, false, TextDirection::Auto);
        }
        Mark::Rule { left, right, y, gray } => {
            surface.set_fill(Some(fill(*gray)));
            let rule = Rect::from_ltrb(length(*left), length(*y), length(*right), length(*y + 5));
            let mut path = PathBuilder::new();
            rule.into_iter().for_each(|rule| path.push_rect(rule));
            path.finish().iter().for_each(|path| surface.draw_path(path));
        }
    }
}

fn fill(gray: u8) -> Fill {
    let paint = rgb::Color::new(gray, gray, gray).into();
    Fill { paint, opacity: NormalizedF32::ONE, ..Fill::default() }
}

/// A page is far smaller than what fits.
fn length(tenths: i32) -> f32 {
    f32::from(i16::try_from(tenths).unwrap_or(i16::MAX))
}

/// The moment of a document, for its metadata; `at` is RFC 3339 in UTC.
pub(super) fn moment(at: &str) -> DateTime {
    let number = |from: usize, to: usize| at.get(from..to).and_then(|digits| digits.parse::<u8>().ok());
    let year = at.get(..4).and_then(|digits| digits.parse().ok()).unwrap_or_default();
    let part = |from, to| number(from, to).unwrap_or_default();
    DateTime::new(year)
        .month(part(5, 7))
        .day(part(8, 10))
        .hour(part(11, 13))
        .minute(part(14, 16))
        .second(part(17, 19))
        .utc_offset_hour(0)
        .utc_offset_minute(0)
}
