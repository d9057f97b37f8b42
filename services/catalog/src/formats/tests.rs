//! The real files go in and come out again; broken ones are named row by row.

use std::collections::BTreeMap;
use std::io::{Read, Write};
use std::path::PathBuf;

use bytes::Bytes;
use catalog_contracts::ProductStatus;
use flate2::Compression;
use flate2::read::GzDecoder;
use flate2::write::GzEncoder;
use kernel_base::{Env, Timestamp};

use super::*;
use crate::domain::media::{Media, Place};
use crate::domain::product::{Kind, Product};
use reader::{FileError, ProductFile};

fn shared(path: &str) -> Bytes {
    let file = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../../../shared/data").join(path);
    std::fs::read(&file).unwrap_or_else(|error| panic!("{}: {error}", file.display())).into()
}

fn unpack(bytes: &Bytes) -> Vec<u8> {
    let mut text = Vec::new();
    if bytes.starts_with(&[0x1f, 0x8b]) {
        GzDecoder::new(&bytes[..]).read_to_end(&mut text).unwrap();
    } else {
        text.extend_from_slice(bytes);
    }
    text
}

/// Header and rows. Whether an empty cell was quoted is not part of it.
fn cells(csv: &[u8]) -> impl Iterator<Item = csv::StringRecord> {
    let rows = csv::ReaderBuilder::new().has_headers(false).from_reader(csv).into_records();
    rows.map(Result::unwrap).collect::<Vec<_>>().into_iter()
}

fn web() -> ChannelCode {
    "web".parse().unwrap()
}

fn now() -> Timestamp {
    "2026-01-15T12:00:00Z".parse().unwrap()
}

/// Everything a file says, product by product, and all that is wrong with it.
fn read(format: Format, bytes: impl Into<Bytes>) -> (Vec<ImportedProduct>, Vec<RowError>) {
    let mut file = ProductFile::open(format, bytes.into(), web()).unwrap();
    let (mut products, mut errors) = (Vec::new(), Vec::new());
    while let Some(group) = file.next_group().unwrap() {
        match group.product {
            Ok(product) => products.push(product),
            Err(mut wrong) => errors.append(&mut wrong),
        }
    }
    (products, errors)
}

fn make(imported: &ImportedProduct, env: &Env) -> Product {
    let mut product = imported.begin(env.id(), now());
    imported.apply(&mut product, env, &|_| None);
    assert_eq!(product.validate(&[]), Ok(()), "{}", imported.handle);
    product
}

fn remote_url(media: &Media) -> String {
    match &media.place {
        Place::Remote(url) => url.clone(),
        Place::Stored(_) => unreachable!("imports make no stored pictures"),
    }
}

fn write_shopify(products: &[Product], further_columns: &[String], now: Timestamp) -> String {
    let writer = shopify::Writer { channel: &web(), now, further_columns, media_url: &remote_url };
    let mut csv = csv::Writer::from_writer(Vec::new());
    csv.write_record(writer.header()).unwrap();
    for product in products {
        for row in writer.rows(product).unwrap() {
            csv.write_record(row).unwrap();
        }
    }
    String::from_utf8(csv.into_inner().unwrap()).unwrap()
}

fn write_karum(products: &[Product], now: Timestamp) -> String {
    let mut csv = csv::Writer::from_writer(Vec::new());
    csv.write_record(karum::COLUMNS).unwrap();
    for row in products.iter().flat_map(|product| karum::rows(product, now)) {
        csv.write_record(row).unwrap();
    }
    String::from_utf8(csv.into_inner().unwrap()).unwrap()
}

#[test]
fn a_shopify_file_comes_out_cell_for_cell_as_it_went_in() {
    for path in ["shopify/packt-product-data.csv", "shopify/online-retail-catalogue.csv.gz"] {
        let (env, bytes) = (Env::system(), shared(path));
        let (imported, errors) = read(Format::Shopify, bytes.clone());
        assert_eq!(errors, [], "{path}");
        let mut products: Vec<Product> = imported.iter().map(|product| make(product, &env)).collect();
        let later = env.now().plus(std::time::Duration::from_secs(1));
        let written = write_shopify(&products, &[], later);
        for (line, (ours, theirs)) in cells(written.as_bytes()).zip(cells(&unpack(&bytes))).enumerate() {
            assert_eq!(ours, theirs, "{path}: row {}", line + 1);
        }
        assert_eq!(cells(written.as_bytes()).count(), cells(&unpack(&bytes)).count(), "{path}");

        let before = products.clone();
        for (product, said) in products.iter_mut().zip(&imported) {
            said.apply(product, &env, &|_| None);
        }
        assert_eq!(products, before, "importing again changes nothing: {path}");
    }
}

#[test]
fn the_retailer_s_catalog_keeps_both_spellings_of_a_code() {
    let env = Env::system();
    let (imported, errors) = read(Format::OnlineRetail, shared("online-retail/products.csv.gz"));
    assert_eq!(errors, []);
    assert_eq!(imported.len(), 4070);
    let products: Vec<Product> = imported.iter().map(|product| make(product, &env)).collect();
    let distinct = |key: &dyn Fn(&Product) -> String| {
        products.iter().map(key).collect::<std::collections::BTreeSet<_>>().len()
    };
    assert_eq!(distinct(&|product| product.handle.to_string()), 4070);
    assert_eq!(distinct(&|product| product.variants[0].sku.to_string()), 4070);
    assert_eq!(distinct(&|product| product.variants[0].sku.to_string().to_uppercase()), 3958);
    let of_kind = |kind| products.iter().filter(|product| product.kind == kind).count();
    assert_eq!((of_kind(Kind::Service), of_kind(Kind::GiftCard)), (11, 5));
    let postage = products.iter().find(|product| product.variants[0].sku.as_str() == "POST").unwrap();
    assert!(!postage.variants[0].requires_stock && !postage.variants[0].requires_shipping);
}

#[test]
fn what_karum_writes_it_reads_again() {
    let env = Env::system();
    let (imported, _) = read(Format::Shopify, shared("shopify/packt-product-data.csv"));
    let mut products: Vec<Product> = imported.iter().map(|product| make(product, &env)).collect();
    let later = now().plus(std::time::Duration::from_secs(3600));
    products[0].publish("outlet".parse().unwrap(), env.now().plus(std::time::Duration::from_secs(3600)));
    products[1].kind = Kind::Service;
    let text = write_karum(&products, later);
    let (again, errors) = read(Format::Karum, text.clone());
    assert_eq!(errors, []);
    let before = products.clone();
    for (product, said) in products.iter_mut().zip(&again) {
        said.apply(product, &env, &|_| None);
    }
    assert_eq!(products, before);
    assert_eq!(write_karum(&products, later), text);
}

#[test]
fn a_product_without_variants_comes_back_without_any() {
    let env = Env::system();
    let mut lamp = Product::new(env.id(), "lamp".parse().unwrap(), now());
    lamp.title = "Lamp".to_owned();
    let text = write_shopify(&[lamp.clone()], &[], now());
    let (again, errors) = read(Format::Shopify, text.clone());
    assert_eq!(errors, []);
    let mut product = lamp.clone();
    again[0].apply(&mut product, &env, &|_| None);
    assert_eq!(write_shopify(&[product.clone()], &[], now()), text);
    assert!(product.variants.is_empty() && product.option_names.is_empty());
}

#[test]
fn a_file_without_statuses_leaves_them_and_new_products_are_active() {
    let env = Env::system();
    let (imported, errors) = read(Format::Shopify, "Handle,Title\nlamp,Lamp\n");
    assert_eq!(errors, []);
    let mut product = make(&imported[0], &env);
    assert_eq!(product.status, ProductStatus::Active);
    product.status = ProductStatus::Archived;
    imported[0].apply(&mut product, &env, &|_| None);
    assert_eq!(product.status, ProductStatus::Archived);
}

#[test]
fn columns_beyond_the_known_ones_come_back_behind_them() {
    let text = "Handle,Title,Price / International,Option1 Name,Option1 Value\n\
                lamp,Lamp,9.99,Color,Red\nlamp,,8.99,,Blue\n";
    let (imported, errors) = read(Format::Shopify, text);
    assert_eq!(errors, []);
    let products = [make(&imported[0], &Env::system())];
    let written = write_shopify(&products, &["Price / International".to_owned()], now());
    let mut csv = csv::Reader::from_reader(written.as_bytes());
    let prices: Vec<_> = csv.records().map(|row| row.unwrap().get(48).unwrap().to_owned()).collect();
    assert_eq!(prices, ["9.99", "8.99"]);
}

#[test]
fn a_variant_without_a_sku_gets_one_that_stays() {
    let text = "Handle,Title,Option1 Name,Option1 Value\nlämp,Lamp,Color,Red\nlämp,,,Blue\n";
    let (first, _) = read(Format::Shopify, text);
    let (second, _) = read(Format::Shopify, text);
    let skus = |products: &[ImportedProduct]| -> Vec<String> {
        products[0].variants.iter().map(|variant| variant.sku.to_string()).collect()
    };
    assert_eq!(skus(&first), skus(&second));
    assert_ne!(skus(&first)[0], skus(&first)[1]);
}

#[test]
fn a_listed_variant_is_known_by_its_options_or_else_by_its_sku() {
    let env = Env::system();
    let (said, _) =
        read(Format::Karum, "handle,title,option1_name,option1_value,sku\nl,L,Color,Red,A\nl,,,Blue,B\n");
    let mut product = make(&said[0], &env);
    let ids: BTreeMap<String, _> =
        product.variants.iter().map(|variant| (variant.sku.to_string(), variant.variant_id)).collect();
    // Red gets another SKU, B another color; both stay the variants they were.
    let (said, _) =
        read(Format::Karum, "handle,title,option1_name,option1_value,sku\nl,L,Color,Green,B\nl,,,Red,C\n");
    said[0].apply(&mut product, &env, &|_| None);
    let now: Vec<_> =
        product.variants.iter().map(|variant| (variant.sku.as_str(), variant.variant_id)).collect();
    assert_eq!(now, [("B", ids["B"]), ("C", ids["A"])]);
}

/// Row, column and code of everything wrong in a Shopify file with this header.
fn wrong(format: Format, text: impl Into<Bytes>) -> Vec<(i64, String, String)> {
    let (_, errors) = read(format, text);
    errors.into_iter().map(|error| (error.row, error.column, error.code)).collect()
}

fn expected(rows: &[(i64, &str, &str)]) -> Vec<(i64, String, String)> {
    rows.iter().map(|(row, column, code)| (*row, (*column).to_owned(), (*code).to_owned())).collect()
}

#[test]
fn broken_rows_are_named_and_the_others_are_read() {
    let text = b"handle,title,sku,weight_g\n\
        a,A,S1,10\n\
        b,B\n\
        c,\xff,S3,1\n\
        ,D,S4,1\n\
        E F,E,S5,heavy\n\
        g,G,,1\n\
        h,H,\"S8\n unclosed,1\n";
    let found = wrong(Format::Karum, text.to_vec());
    let rows = [
        (3, "", "wrong_columns"),
        (4, "", "invalid_utf8"),
        (5, "handle", "missing"),
        (6, "handle", "wrong_value"),
        (6, "weight_g", "wrong_value"),
        (7, "sku", "missing"),
        (8, "", "wrong_columns"),
    ];
    assert_eq!(found, expected(&rows));
    assert_eq!(read(Format::Karum, text.to_vec()).0.len(), 1);
}

#[test]
fn a_shopify_row_with_wrong_cells_fails_its_whole_product() {
    let text = "Handle,Title,Variant Grams,Gift Card,Status,Option1 Name,Option1 Value\n\
        a,A,10,false,active,Color,Red\n\
        a,,heavy,,,,Blue\n\
        b,B,1.5,maybe,gone,Title,Default Title\n\
        c,,1,false,active,Title,Default Title\n";
    let rows = [
        (3, "Variant Grams", "wrong_value"),
        (4, "Status", "wrong_value"),
        (4, "Gift Card", "wrong_value"),
        (5, "Title", "missing"),
    ];
    let mut found = wrong(Format::Shopify, text);
    found.sort();
    let mut wanted = expected(&rows);
    wanted.sort();
    assert_eq!(found, wanted);
}

fn refused(format: Format, bytes: impl Into<Bytes>) -> FileError {
    ProductFile::open(format, bytes.into(), web()).err().unwrap()
}

#[test]
fn files_that_are_not_of_the_format_are_refused() {
    assert_eq!(refused(Format::Karum, ""), FileError::Empty);
    assert_eq!(refused(Format::Karum, "handle,title\n"), FileError::MissingColumn("sku".into()));
    assert_eq!(refused(Format::Karum, "handle,title,skuu\n"), FileError::UnknownColumn("skuu".into()));
    assert_eq!(refused(Format::Karum, "handle,title,sku,sku\n"), FileError::DuplicateColumn("sku".into()));
    assert_eq!(refused(Format::Shopify, vec![0xff, 0xfe, 0x00]), FileError::HeaderNotText);
    assert_eq!(refused(Format::Shopify, vec![0x1f, 0x8b, 1, 2, 3]), FileError::Unpack);
    let marked = "\u{feff}handle,title,sku\na,A,S\n";
    assert_eq!(read(Format::Karum, marked).0.len(), 1, "a byte order mark is no part of the first name");
}

#[test]
fn a_small_file_that_unpacks_without_end_is_refused() {
    let mut packed = GzEncoder::new(Vec::new(), Compression::fast());
    packed.write_all(b"handle,title,sku\n").unwrap();
    packed.write_all(&b"a,A,S\n".repeat(100_000)).unwrap();
    let bytes = Bytes::from(packed.finish().unwrap());
    assert!(bytes.len() < 10_000);
    let mut file = ProductFile::open_within(100_000, Format::Karum, bytes, web()).unwrap();
    let end = loop {
        match file.next_group() {
            Ok(Some(_)) => {}
            Ok(None) => panic!("read to the end"),
            Err(error) => break error,
        }
    };
    assert_eq!(end, FileError::Unpack);
}
