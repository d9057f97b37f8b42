//! Pictures of products: what is accepted and where it lies.

use serde::Serialize;
use shared_contracts::MediaId;

/// A picture in its product's order. The bytes are stored by us or lie elsewhere.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub(crate) struct Media {
    /// Its id.
    pub(crate) media_id: MediaId,
    /// Text for people who do not see it, at most 512 characters.
    pub(crate) alt: String,
    /// Where the bytes are.
    pub(crate) place: Place,
}

/// Where the bytes of a picture are.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub(crate) enum Place {
    /// In the file store.
    Stored(StoredFile),
    /// Elsewhere in the web; never fetched by us.
    Remote(String),
}

/// A file in the file store.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub(crate) struct StoredFile {
    /// Its key.
    pub(crate) object_key: String,
    /// Its type.
    pub(crate) content_type: String,
    /// Its size.
    pub(crate) byte_size: i64,
}

/// The formats of pictures that every browser shows and that cannot carry scripts (so no SVG).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum PictureFormat {
    /// JPEG.
    Jpeg,
    /// PNG.
    Png,
    /// GIF.
    Gif,
    /// WebP.
    Webp,
    /// AVIF.
    Avif,
}

impl PictureFormat {
    /// The largest picture, in bytes.
    pub(crate) const MAX_BYTES: usize = 10 * 1024 * 1024;

    /// From a content type.
    pub(crate) fn from_content_type(content_type: &str) -> Option<Self> {
        [Self::Jpeg, Self::Png, Self::Gif, Self::Webp, Self::Avif]
            .into_iter()
            .find(|format| format.content_type() == content_type)
    }

    /// Its content type.
    pub(crate) const fn content_type(self) -> &'static str {
        match self {
            Self::Jpeg => "image/jpeg",
            Self::Png => "image/png",
            Self::Gif => "image/gif",
            Self::Webp => "image/webp",
            Self::Avif => "image/avif",
        }
    }

    /// True when the bytes begin as this format does: a declared type alone proves nothing.
    pub(crate) fn matches(self, bytes: &[u8]) -> bool {
        match self {
            Self::Jpeg => bytes.starts_with(&[0xff, 0xd8, 0xff]),
            Self::Png => bytes.starts_with(b"\x89PNG\r\n\x1a\n"),
            Self::Gif => bytes.starts_with(b"GIF87a") || bytes.starts_with(b"GIF89a"),
            Self::Webp => bytes.starts_with(b"RIFF") && bytes.get(8..12) == Some(b"WEBP"),
            Self::Avif => bytes.get(4..12) == Some(b"ftypavif"),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_script_is_not_a_picture_whatever_it_is_called() {
        assert_eq!(PictureFormat::from_content_type("image/svg+xml"), None);
        assert!(!PictureFormat::Png.matches(b"<svg onload=alert(1)>"));
        assert!(PictureFormat::Png.matches(b"\x89PNG\r\n\x1a\n...."));
        assert!(PictureFormat::Webp.matches(b"RIFF\0\0\0\0WEBPVP8 "));
        assert!(!PictureFormat::Webp.matches(b"RIFF"));
    }
}
