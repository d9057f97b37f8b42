//! The published figures of the "Online Retail" files, as the data's description has them.

/// What is known of a file beforehand. Figures read as they are printed.
pub(super) struct Published {
    pub(super) name: &'static str,
    /// Of the unpacked file.
    pub(super) sha256: &'static str,
    /// Class; rows, invoices, units, value.
    pub(super) classes: [(&'static str, [&'static str; 4]); 6],
    /// Country; SALE invoices, units, revenue, revenue of goods.
    pub(super) countries: [(&'static str, [&'static str; 4]); 5],
    /// Canonical code, title; lines, invoices, units, revenue.
    pub(super) by_revenue: [(&'static str, &'static str, [&'static str; 4]); 10],
    pub(super) by_units: [(&'static str, &'static str, [&'static str; 4]); 10],
    /// Invoice; rows, units, total, customer, country. Stock documents have neither money nor customer here.
    pub(super) singles: &'static [(&'static str, [&'static str; 5])],
    pub(super) opening_units: &'static str,
}

/// The figures of the file with that hash.
pub(super) fn published(sha256: &str) -> Option<&'static Published> {
    [&SAMPLE, &FULL].into_iter().find(|file| file.sha256 == sha256)
}

static SAMPLE: Published = Published {
    name: "sample of 2,000 invoices",
    sha256: "99732a8c323ef74c1df99ed80d4369ff0ef0c7a48334f7445d0d74848851191f",
    classes: [
        ("SALE", ["40,163", "1,576", "384,882", "681,602.53"]),
        ("FREE", ["1", "1", "2", "0.00"]),
        ("STOCK", ["165", "165", "-6,443", "0.00"]),
        ("CANCEL", ["519", "259", "-3,813", "-43,742.06"]),
        ("BADDEBT", ["0", "0", "0", "0.00"]),
        ("all rows", ["40,848", "2,000", "374,628", "637,860.47"]),
    ],
    countries: [
        ("United Kingdom", ["1,445", "351,369", "621,599.49", "606,499.27"]),
        ("Germany", ["53", "12,276", "17,587.76", "15,242.26"]),
        ("France", ["27", "5,608", "7,807.95", "7,285.95"]),
        ("EIRE", ["6", "2,204", "7,033.91", "3,800.79"]),
        ("Norway", ["5", "1,153", "5,005.46", "4,085.46"]),
    ],
    by_revenue: [
        ("22423", "REGENCY CAKESTAND 3 TIER", ["172", "171", "951", "11,557.68"]),
        ("21915", "RED  HARMONICA IN BOX", ["65", "65", "8,887", "9,528.97"]),
        ("85123A", "WHITE HANGING HEART T-LIGHT HOLDER", ["199", "193", "3,523", "9,440.21"]),
        ("47566", "PARTY BUNTING", ["157", "153", "1,810", "9,160.28"]),
        ("22086", "PAPER CHAIN KIT 50'S CHRISTMAS", ["81", "78", "2,774", "7,425.46"]),
        ("85099B", "JUMBO BAG RED RETROSPOT", ["173", "173", "3,696", "7,320.07"]),
        ("84879", "ASSORTED COLOUR BIRD ORNAMENT", ["148", "145", "3,676", "6,082.28"]),
        ("21891", "TRADITIONAL WOODEN SKIPPING ROPE", ["43", "40", "3,708", "4,446.08"]),
        ("21137", "BLACK RECORD COVER FRAME", ["34", "34", "1,286", "4,411.78"]),
        ("22693", "GROW A FLYTRAP OR SUNFLOWER IN TIN", ["27", "27", "3,397", "3,727.06"]),
    ],
    by_units: [
        ("84077", "WORLD WAR 2 GLIDERS ASSTD DESIGNS", ["57", "57", "13,888", "3,110.36"]),
        ("21915", "RED  HARMONICA IN BOX", ["65", "65", "8,887", "9,528.97"]),
        ("15036", "ASSORTED COLOURS SILK FAN", ["56", "56", "4,469", "3,140.71"]),
        ("22440", "BALLOON WATER BOMB PACK OF 35", ["17", "17", "3,817", "1,387.14"]),
        ("21891", "TRADITIONAL WOODEN SKIPPING ROPE", ["43", "40", "3,708", "4,446.08"]),
        ("85099B", "JUMBO BAG RED RETROSPOT", ["173", "173", "3,696", "7,320.07"]),
        ("84879", "ASSORTED COLOUR BIRD ORNAMENT", ["148", "145", "3,676", "6,082.28"]),
        ("85123A", "WHITE HANGING HEART T-LIGHT HOLDER", ["199", "193", "3,523", "9,440.21"]),
        ("22693", "GROW A FLYTRAP OR SUNFLOWER IN TIN", ["27", "27", "3,397", "3,727.06"]),
        ("22616", "PACK OF 12 LONDON TISSUES", ["44", "43", "3,255", "923.37"]),
    ],
    singles: &[
        ("562575", ["12", "107", "225.81", "15411", "United Kingdom"]),
        ("550890", ["30", "187", "526.50", "14711", "United Kingdom"]),
        ("570875", ["33", "395", "620.13", "12667", "Finland"]),
        ("553235", ["22", "311", "345.42", "13018", "United Kingdom"]),
        ("550997", ["32", "351", "488.01", "17735", "United Kingdom"]),
        ("580732", ["4", "16", "35.10", "(none)", "United Kingdom"]),
        ("545666", ["1", "67", "–", "–", "–"]),
        ("C551778", ["2", "-6", "-7.50", "18220", "United Kingdom"]),
        ("C581466", ["5", "-7", "-36.15", "13883", "United Kingdom"]),
        ("C567997", ["4", "-4", "-36.10", "13097", "United Kingdom"]),
    ],
    opening_units: "390,037",
};

static FULL: Published = Published {
    name: "all invoices",
    sha256: "c4dd76842f48a1a56b565c46018265ff9d69331e4d69945bcc2bf2b4b274cd11",
    classes: [
        ("SALE", ["530,103", "19,959", "5,588,375", "10,655,622.484"]),
        ("FREE", ["407", "57", "15,156", "0.00"]),
        ("STOCK", ["2,108", "2,098", "-149,510", "0.00"]),
        ("CANCEL", ["9,288", "3,836", "-277,574", "-896,812.49"]),
        ("BADDEBT", ["3", "3", "3", "-11,062.06"]),
        ("all rows", ["541,909", "25,900", "5,176,450", "9,747,747.934"]),
    ],
    countries: [
        ("United Kingdom", ["18,018", "4,662,389", "9,014,160.024", "8,747,561.663"]),
        ("Netherlands", ["94", "200,361", "285,446.34", "283,889.34"]),
        ("EIRE", ["288", "147,173", "283,453.96", "271,164.30"]),
        ("Germany", ["457", "119,261", "228,867.14", "205,569.89"]),
        ("France", ["392", "112,103", "209,715.11", "184,582.74"]),
    ],
    by_revenue: [
        ("22423", "REGENCY CAKESTAND 3 TIER", ["2,017", "1,988", "13,879", "174,484.74"]),
        ("23843", "PAPER CRAFT , LITTLE BIRDIE", ["1", "1", "80,995", "168,469.60"]),
        ("85123A", "WHITE HANGING HEART T-LIGHT HOLDER", ["2,332", "2,265", "37,952", "106,471.28"]),
        ("47566", "PARTY BUNTING", ["1,706", "1,685", "18,295", "99,504.33"]),
        ("85099B", "JUMBO BAG RED RETROSPOT", ["2,112", "2,089", "48,474", "94,340.05"]),
        ("23166", "MEDIUM CERAMIC TOP STORAGE JAR", ["250", "247", "78,033", "81,700.92"]),
        ("23084", "RABBIT NIGHT LIGHT", ["1,036", "994", "30,788", "66,964.99"]),
        ("22086", "PAPER CHAIN KIT 50'S CHRISTMAS", ["1,200", "1,160", "19,355", "64,952.29"]),
        ("84879", "ASSORTED COLOUR BIRD ORNAMENT", ["1,489", "1,455", "36,461", "59,094.93"]),
        ("79321", "CHILLI LIGHTS", ["670", "661", "10,306", "54,117.76"]),
    ],
    by_units: [
        ("23843", "PAPER CRAFT , LITTLE BIRDIE", ["1", "1", "80,995", "168,469.60"]),
        ("23166", "MEDIUM CERAMIC TOP STORAGE JAR", ["250", "247", "78,033", "81,700.92"]),
        ("22197", "POPCORN HOLDER", ["1,426", "1,392", "56,921", "51,354.02"]),
        ("84077", "WORLD WAR 2 GLIDERS ASSTD DESIGNS", ["537", "535", "55,047", "13,841.85"]),
        ("85099B", "JUMBO BAG RED RETROSPOT", ["2,112", "2,089", "48,474", "94,340.05"]),
        ("85123A", "WHITE HANGING HEART T-LIGHT HOLDER", ["2,332", "2,265", "37,952", "106,471.28"]),
        ("84879", "ASSORTED COLOUR BIRD ORNAMENT", ["1,489", "1,455", "36,461", "59,094.93"]),
        ("21212", "PACK OF 72 RETROSPOT CAKE CASES", ["1,370", "1,320", "36,419", "21,259.10"]),
        ("23084", "RABBIT NIGHT LIGHT", ["1,036", "994", "30,788", "66,964.99"]),
        ("22492", "MINI PAINT SET VINTAGE", ["380", "380", "26,633", "16,937.82"]),
    ],
    singles: &[],
    opening_units: "5,648,655",
};
