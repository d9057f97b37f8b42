//! Catalog owns what the shop offers: products with variants, attributes, pictures and translations, the category tree,
//! collections, sales channels and publications, and the files they are imported from and exported to.

mod domain;
mod error;
mod formats;
mod store;
