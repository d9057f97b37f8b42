//! Prices of the retailer whose catalog the demo shop shows: list prices of the published data, and its price breaks.

use kernel_base::UnitPrice;

/// From so many pieces of an article on, this price. The data is full of negotiated prices; these three breaks are
/// regular enough to be the retailer's own.
const BREAKS: [(&str, i32, &str); 3] =
    [("85123A", 32, "2.55"), ("22423", 16, "10.95"), ("85099B", 100, "1.79")];

/// The product file cannot be read.
#[derive(Debug, thiserror::Error)]
pub enum RetailerFileError {
    /// Not a CSV file.
    #[error("the product file is not a CSV file")]
    Csv(#[from] csv::Error),
    /// A column is missing.
    #[error("the product file has no column {0}")]
    Column(&'static str),
    /// A price that is none.
    #[error("the list price of {sku} is not a price")]
    Price {
        /// The article.
        sku: String,
    },
}

/// Turns the retailer's product file (columns `StockCode`, `ListPrice`) into a price file for the list `list`.
/// Articles that were never sold have no price and are left out.
pub fn retailer_price_file(products: &[u8], list: &str) -> Result<String, RetailerFileError> {
    let mut reader = csv::Reader::from_reader(products);
    let header = reader.headers()?.clone();
    let place = |name: &'static str| {
        header.iter().position(|column| column == name).ok_or(RetailerFileError::Column(name))
    };
    let (sku, price) = (place("StockCode")?, place("ListPrice")?);
    let mut file = csv::Writer::from_writer(Vec::new());
    file.write_record(["sku", "currency", "min_quantity", "unit_price", "list"])?;
    for record in reader.records() {
        let record = record?;
        let (sku, price) = (&record[sku], &record[price]);
        if price.is_empty() {
            continue;
        }
        if price.parse::<UnitPrice>().is_err() {
            return Err(RetailerFileError::Price { sku: sku.to_owned() });
        }
        file.write_record([sku, "GBP", "1", price, list])?;
        for (_, min_quantity, price) in BREAKS.iter().filter(|(article, ..)| *article == sku) {
            file.write_record([sku, "GBP", &min_quantity.to_string(), *price, list])?;
        }
    }
    let bytes = file.into_inner().map_err(|error| csv::Error::from(error.into_error()))?;
    Ok(String::from_utf8(bytes).expect("BUG: written from texts"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn list_prices_become_first_tiers_and_known_breaks_second_ones() {
        let products =
            "StockCode,CanonicalCode,ListPrice\n85123A,85123A,2.95\n85123a,85123A,6.63\n10134,10134,\n";
        assert_eq!(
            retailer_price_file(products.as_bytes(), "base-gbp").unwrap(),
            "sku,currency,min_quantity,unit_price,list\n85123A,GBP,1,2.95,base-gbp\n85123A,GBP,32,2.55,base-gbp\n\
             85123a,GBP,1,6.63,base-gbp\n"
        );
    }

    #[test]
    fn a_file_without_prices_is_refused() {
        assert!(retailer_price_file(b"StockCode\n1\n", "base-gbp").is_err());
        assert!(retailer_price_file(b"StockCode,ListPrice\n1,cheap\n", "base-gbp").is_err());
    }
}
