//! Pictures: stored in the file store first, then named by the product. A crash in between leaves a file that nothing
//! names, never a name without a file.

use bytes::Bytes;
use shared_contracts::{MediaId, ProductId};

use super::product::Answer;
use super::{App, Cause};
use crate::domain::media::{Media, PictureFormat, Place, StoredFile};
use crate::domain::product::Product;
use crate::error::CatalogError;
use crate::store;

/// A picture to be added.
pub(crate) enum NewPicture {
    /// Its bytes and declared content type.
    Upload { content_type: String, bytes: Bytes },
    /// Its address elsewhere.
    Remote(String),
}

impl App {
    pub(crate) async fn add_media(
        &self,
        id: ProductId,
        picture: NewPicture,
        alt: &str,
        cause: &Cause<'_>,
        answer: Answer<'_>,
    ) -> Result<Product, CatalogError> {
        self.get_product(id).await?; // so that an upload for nothing is not stored
        let media_id: MediaId = self.env.id();
        let place = self.store_picture(media_id, picture).await?;
        let media = Media { media_id, alt: alt.to_owned(), place };
        self.change_product(id, cause, Some(answer), |product, _| {
            product.media.push(media.clone());
            Ok(())
        })
        .await
    }

    async fn store_picture(&self, media_id: MediaId, picture: NewPicture) -> Result<Place, CatalogError> {
        let (content_type, bytes) = match picture {
            NewPicture::Remote(url) => return Ok(Place::Remote(url)),
            NewPicture::Upload { content_type, bytes } => (content_type, bytes),
        };
        let format = PictureFormat::from_content_type(&content_type).filter(|format| format.matches(&bytes));
        let format = format.ok_or(CatalogError::UnsupportedMedia)?;
        let object_key = format!("media/{media_id}");
        let byte_size = i64::try_from(bytes.len()).expect("BUG: the body limit is below 2^63");
        self.files.put(&object_key, bytes).await?;
        let content_type = format.content_type().to_owned();
        Ok(Place::Stored(StoredFile { object_key, content_type, byte_size }))
    }

    pub(crate) async fn update_media_alt(
        &self,
        (id, media_id): (ProductId, MediaId),
        alt: &str,
        cause: &Cause<'_>,
    ) -> Result<Product, CatalogError> {
        self.change_product(id, cause, None, |product, _| {
            let media = product.media.iter_mut().find(|media| media.media_id == media_id);
            alt.clone_into(&mut media.ok_or(CatalogError::MediaNotFound)?.alt);
            Ok(())
        })
        .await
    }

    pub(crate) async fn order_media(
        &self,
        id: ProductId,
        order: &[MediaId],
        cause: &Cause<'_>,
    ) -> Result<Product, CatalogError> {
        self.change_product(id, cause, None, |product, _| Ok(product.order_media(order)?)).await
    }

    pub(crate) async fn remove_media(
        &self,
        (id, media_id): (ProductId, MediaId),
        cause: &Cause<'_>,
    ) -> Result<Product, CatalogError> {
        let before = self.get_product(id).await?;
        let product = self
            .change_product(id, cause, None, |product, _| {
                if product.remove_media(media_id) { Ok(()) } else { Err(CatalogError::MediaNotFound) }
            })
            .await?;
        let removed = before.media.into_iter().find(|media| media.media_id == media_id);
        self.forget_pictures(removed.as_slice()).await?;
        Ok(product)
    }

    /// Deletes the files of pictures that nothing names any more.
    pub(super) async fn forget_pictures(&self, pictures: &[Media]) -> Result<(), CatalogError> {
        for picture in pictures {
            if let Place::Stored(file) = &picture.place {
                self.files.delete(&file.object_key).await?;
            }
        }
        Ok(())
    }

    /// The bytes and content type of a stored picture.
    pub(crate) async fn read_media(&self, media_id: MediaId) -> Result<(Bytes, String), CatalogError> {
        let media = {
            let reader = self.db.read().await?;
            store::product::find_picture(&reader, media_id).await?.ok_or(CatalogError::MediaNotFound)?
        };
        match media.place {
            Place::Stored(file) => Ok((self.files.get(&file.object_key).await?, file.content_type)),
            Place::Remote(_) => Err(CatalogError::MediaNotFound),
        }
    }
}
