//! Pages of A4 with a foot, filled from top to bottom.

use kernel_base::Timestamp;
use krilla::metadata::Metadata;

use super::SMALL;
use super::canvas::{Canvas, Side, moment};

/// The margins.
pub(super) const LEFT: i32 = 520;
pub(super) const RIGHT: i32 = 5430;
const TOP: i32 = 700;
/// Below it is the foot.
pub(super) const BOTTOM: i32 = 7350;

type Footer<'f> = Box<dyn Fn(&mut Canvas) + 'f>;

/// A document that is being set.
pub(super) struct Sheet<'f> {
    pub(super) canvas: Canvas,
    /// The baseline of the next line.
    pub(super) y: i32,
    footer: Footer<'f>,
}

impl<'f> Sheet<'f> {
    pub(super) fn new(canvas: Canvas, footer: impl Fn(&mut Canvas) + 'f) -> Self {
        Self { canvas, y: TOP, footer: Box::new(footer) }
    }

    pub(super) fn next_page(&mut self) {
        self.canvas.next_page();
        self.y = TOP;
    }

    /// Goes to the next page when so much does not fit on this one.
    pub(super) fn keep_together(&mut self, height: i32) {
        if self.y + height > BOTTOM {
            self.next_page();
        }
    }

    /// Sets the foot of every page, now that their number is known.
    pub(super) fn finish(mut self, title: &str, author: &str, at: Timestamp) -> Result<Vec<u8>, String> {
        let pages = self.canvas.page_count();
        for page in 0..pages {
            let footer = &self.footer;
            self.canvas.on_page(page, |canvas| {
                footer(canvas);
                let text = format!("{title} · Page {} of {pages}", page + 1);
                canvas.text(RIGHT, BOTTOM + 750, Side::Right, SMALL, &text);
            });
        }
        let metadata = Metadata::new()
            .title(title.to_owned())
            .authors(vec![author.to_owned()])
            .language("en".to_owned())
            .creator("Karum".to_owned())
            .producer("Karum".to_owned())
            .document_id(title.to_owned())
            .creation_date(moment(&at.to_string()));
        self.canvas.finish(metadata)
    }
}
