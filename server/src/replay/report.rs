//! The report: what the platform holds beside what it should hold, line by line.

use std::cmp::Reverse;
use std::collections::BTreeSet;

use serde::Serialize;

use super::figures::{ArticleFigures, Figures, SingleFigures};
use super::file::Class;
use super::published::Published;
use super::read_back::Health;
use crate::output::{Table, say};

/// Countries and articles in the lists of the strongest.
const STRONGEST_COUNTRIES: usize = 5;
const STRONGEST_ARTICLES: usize = 10;
const TITLE_WIDTH: usize = 28;

/// One subject, such as revenue by country.
#[derive(Debug, Serialize)]
pub(super) struct Section {
    pub(super) title: &'static str,
    pub(super) columns: Vec<&'static str>,
    pub(super) lines: Vec<Line>,
}

/// One comparison.
#[derive(Debug, Serialize)]
pub(super) struct Line {
    pub(super) label: String,
    /// What the platform answered.
    pub(super) found: Vec<String>,
    /// What is published of the file, or else what the file adds up to.
    pub(super) truth: Vec<String>,
    /// Also against the file itself, when the truth is the published figure.
    pub(super) equal: bool,
}

/// A line of one side.
type Side = (String, Vec<String>);

/// Everything compared.
pub(super) struct Compared<'a> {
    pub(super) file: &'a Figures,
    pub(super) found: &'a Figures,
    pub(super) published: Option<&'static Published>,
    pub(super) health: &'a Health,
    /// Titles of articles by canonical code.
    pub(super) title: &'a dyn Fn(&str) -> String,
}

impl Compared<'_> {
    pub(super) fn sections(&self) -> Vec<Section> {
        let published = self.published;
        let articles = |figures: &Figures, key| strongest_articles(figures, key, self.title);
        let revenue: fn(&ArticleFigures) -> i64 = |article| article.revenue_micros;
        let units: fn(&ArticleFigures) -> i64 = |article| article.units;
        let article_columns = ["lines", "invoices", "units", "revenue"];
        vec![
            section(
                "Rows by class",
                &["rows", "invoices", "units", "value GBP"],
                (classes(self.file), classes(self.found)),
                published.map(|known| plain(&known.classes)),
            ),
            section(
                "Revenue of the strongest countries",
                &["invoices", "units", "revenue", "of goods"],
                (countries(self.file), countries(self.found)),
                published.map(|known| plain(&known.countries)),
            ),
            section(
                "Articles with most revenue",
                &article_columns,
                (articles(self.file, revenue), articles(self.found, revenue)),
                published.map(|known| ranked(&known.by_revenue)),
            ),
            section(
                "Articles with most units",
                &article_columns,
                (articles(self.file, units), articles(self.found, units)),
                published.map(|known| ranked(&known.by_units)),
            ),
            section(
                "Single invoices",
                &["rows", "units", "total", "customer", "country"],
                (singles(self.file), singles(self.found)),
                published.filter(|known| !known.singles.is_empty()).map(|known| {
                    let mut sides = plain_slice(known.singles);
                    sides.sort();
                    sides
                }),
            ),
            self.stock(),
            self.platform(),
        ]
    }

    fn stock(&self) -> Section {
        let mut lines = Vec::new();
        let mut line = |label: &str, found: i64, file: i64, published: Option<&str>| {
            let (found, file) = (count(found), count(file));
            let truth = published.map_or_else(|| file.clone(), str::to_owned);
            let equal = found == file && file == truth;
            lines.push(Line { label: label.to_owned(), found: vec![found], truth: vec![truth], equal });
        };
        let published = self.published.map(|known| known.opening_units);
        line("opening stock, pieces", self.found.opening_units, self.file.opening_units, published);
        let (found, file) = (&self.found.stock_left, &self.file.stock_left);
        line("articles with stock", length(found.len()), length(file.len()), None);
        line("left to sell, pieces", found.values().sum(), file.values().sum(), None);
        let skus: BTreeSet<&String> = found.keys().chain(file.keys()).collect();
        let differing = skus.iter().filter(|sku| found.get(**sku) != file.get(**sku)).count();
        line("articles whose stock differs", length(differing), 0, None);
        Section { title: "Stock", columns: vec!["pieces"], lines }
    }

    fn platform(&self) -> Section {
        let health = self.health;
        let money = |minor: i64| vec![amount(minor * MICROS_PER_PENNY)];
        let mut lines = vec![Line {
            label: "sum of the orders' totals, GBP".to_owned(),
            found: money(self.found.orders_total_minor),
            truth: money(self.file.orders_total_minor),
            equal: self.found.orders_total_minor == self.file.orders_total_minor,
        }];
        let mut number = |label: &str, found: usize, truth: usize| {
            let cell = |value| vec![count(length(value))];
            let equal = found == truth;
            lines.push(Line { label: label.to_owned(), found: cell(found), truth: cell(truth), equal });
        };
        number("confirmed orders", health.confirmed, health.expected_orders);
        number("orders not confirmed", health.not_confirmed.len(), 0);
        number("orders that differ from their invoice", health.differing.len(), 0);
        number("sagas still open", health.open_sagas, 0);
        number("currencies in which the ledger does not balance", usize::from(!health.ledger_balances), 0);
        number("stock levels that differ from the stock ledger", health.level_differences, 0);
        Section { title: "Orders and books", columns: vec!["number"], lines }
    }
}

/// Puts both sides next to each other, line by line; a line that only one side has is unequal.
fn section(
    title: &'static str,
    columns: &[&'static str],
    (file, found): (Vec<Side>, Vec<Side>),
    published: Option<Vec<Side>>,
) -> Section {
    let nothing = || columns.iter().map(|_| "–".to_owned()).collect::<Vec<_>>();
    let known = published.as_ref().unwrap_or(&file);
    let lines = (0..file.len().max(found.len()).max(known.len())).map(|index| {
        let (in_file, here, truth) = (file.get(index), found.get(index), known.get(index));
        let label = truth.or(here).or(in_file).map(|side| side.0.clone());
        Line {
            label: label.unwrap_or_default(),
            equal: here == in_file && in_file == truth,
            found: here.map_or_else(nothing, |side| side.1.clone()),
            truth: truth.map_or_else(nothing, |side| side.1.clone()),
        }
    });
    Section { title, columns: columns.to_vec(), lines: lines.collect() }
}

fn classes(figures: &Figures) -> Vec<Side> {
    let (mut rows, mut units, mut value) = (0, 0, 0);
    let mut invoices: BTreeSet<&String> = BTreeSet::new();
    let mut sides = Vec::new();
    for class in Class::ALL {
        let Some(of_class) = figures.classes.get(&class) else {
            sides.push((class.to_string(), cells([count(0), count(0), count(0), amount(0)])));
            continue;
        };
        rows += of_class.rows;
        units += of_class.units;
        value += of_class.value_micros;
        invoices.extend(&of_class.invoices);
        let number = length(of_class.invoices.len());
        let figures =
            [count(of_class.rows), count(number), count(of_class.units), amount(of_class.value_micros)];
        sides.push((class.to_string(), cells(figures)));
    }
    let all = [count(rows), count(length(invoices.len())), count(units), amount(value)];
    sides.push(("all rows".to_owned(), cells(all)));
    sides
}

fn countries(figures: &Figures) -> Vec<Side> {
    let mut countries: Vec<_> = figures.countries.iter().collect();
    countries.sort_by_key(|(name, country)| (Reverse(country.revenue_micros), name.as_str()));
    let side = |(name, country): (&String, &super::figures::CountryFigures)| {
        let revenue = [amount(country.revenue_micros), amount(country.goods_revenue_micros)];
        let [all, goods] = revenue;
        (name.clone(), cells([count(country.invoices), count(country.units), all, goods]))
    };
    countries.into_iter().take(STRONGEST_COUNTRIES).map(side).collect()
}

fn strongest_articles(
    figures: &Figures,
    key: fn(&ArticleFigures) -> i64,
    title: &dyn Fn(&str) -> String,
) -> Vec<Side> {
    let mut articles: Vec<_> = figures.articles.iter().collect();
    articles.sort_by_key(|(code, article)| (Reverse(key(article)), code.as_str()));
    let side = |(rank, (code, article)): (usize, (&String, &ArticleFigures))| {
        let invoices = count(length(article.invoices.len()));
        let (units, revenue) = (count(article.units), amount(article.revenue_micros));
        (label(rank, code, &title(code)), cells([count(article.lines), invoices, units, revenue]))
    };
    articles.into_iter().take(STRONGEST_ARTICLES).enumerate().map(side).collect()
}

fn singles(figures: &Figures) -> Vec<Side> {
    let unknown = || "–".to_owned();
    let side = |(number, single): (&String, &SingleFigures)| {
        let total = single.value_micros.map_or_else(unknown, amount);
        let customer = single.customer.clone().unwrap_or_else(unknown);
        let country = single.country.clone().unwrap_or_else(unknown);
        (number.clone(), cells([count(single.rows), count(single.units), total, customer, country]))
    };
    figures.singles.iter().map(side).collect()
}

fn plain<const N: usize, const C: usize>(lines: &[(&str, [&str; C]); N]) -> Vec<Side> {
    plain_slice(lines)
}

fn plain_slice<const C: usize>(lines: &[(&str, [&str; C])]) -> Vec<Side> {
    lines.iter().map(|(label, cells)| ((*label).to_owned(), cells.map(str::to_owned).to_vec())).collect()
}

fn ranked<const N: usize>(lines: &[(&str, &str, [&str; 4]); N]) -> Vec<Side> {
    let side = |(rank, (code, title, figures)): (usize, &(&str, &str, [&str; 4]))| {
        (label(rank, code, title), figures.map(str::to_owned).to_vec())
    };
    lines.iter().enumerate().map(side).collect()
}

/// ` 3 85123A  WHITE HANGING HEART T-LIGHT`: as much of the title as leaves room for both sides' figures.
fn label(rank: usize, code: &str, title: &str) -> String {
    let title: String = title.chars().take(TITLE_WIDTH).collect();
    format!("{:>2} {code:<6}  {}", rank + 1, title.trim_end())
}

fn cells<const N: usize>(cells: [String; N]) -> Vec<String> {
    cells.to_vec()
}

fn length(number: usize) -> i64 {
    i64::try_from(number).expect("BUG: nothing here has so many parts")
}

/// `40,848`.
pub(super) fn count_of(number: usize) -> String {
    count(length(number))
}

/// `-6,443`.
fn count(number: i64) -> String {
    let digits = number.unsigned_abs().to_string();
    let mut text = String::new();
    for (place, digit) in digits.chars().enumerate() {
        if place > 0 && (digits.len() - place).is_multiple_of(3) {
            text.push(',');
        }
        text.push(digit);
    }
    if number < 0 { format!("-{text}") } else { text }
}

const MICROS_PER_PENNY: i64 = 10_000;
const MICROS_PER_POUND: i64 = 1_000_000;

/// Millionths as pounds with at least two decimals: `681,602.53`, `10,655,622.484`.
fn amount(micros: i64) -> String {
    let fraction = format!("{:06}", micros.unsigned_abs() % MICROS_PER_POUND.unsigned_abs());
    let (pennies, finer) = fraction.split_at(2);
    let sign = if micros < 0 { "-" } else { "" };
    let pounds = count((micros / MICROS_PER_POUND).abs());
    format!("{sign}{pounds}.{pennies}{}", finer.trim_end_matches('0'))
}

/// Prints the sections: left what was found, then the mark, then the truth.
pub(super) fn print(sections: &[Section]) {
    for section in sections {
        say(format!("\n{}", section.title));
        let columns = || section.columns.iter().map(|column| (*column).to_owned());
        let head =
            std::iter::once(String::new()).chain(columns()).chain(["truth:".to_owned()]).chain(columns());
        let mut table = Table::with_columns(head.collect());
        for line in &section.lines {
            let mark = if line.equal { "=" } else { "≠" };
            let cells = line.found.iter().cloned().chain([mark.to_owned()]).chain(line.truth.iter().cloned());
            table.row([line.label.clone()].into_iter().chain(cells));
        }
        table.print();
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn figures_read_as_they_are_published() {
        assert_eq!(count(-6_443), "-6,443");
        assert_eq!(count(999), "999");
        assert_eq!(count(1_000_000), "1,000,000");
        assert_eq!(amount(681_602_530_000), "681,602.53");
        assert_eq!(amount(10_655_622_484_000), "10,655,622.484");
        assert_eq!(amount(-500_000), "-0.50");
        assert_eq!(amount(0), "0.00");
    }

    #[test]
    fn a_line_is_equal_when_platform_file_and_publication_agree() {
        let side = |text: &str| vec![("SALE".to_owned(), vec![text.to_owned()])];
        let equal = |file: &str, found: &str, published: Option<&str>| {
            let section = section("Rows", &["rows"], (side(file), side(found)), published.map(side));
            section.lines[0].equal
        };
        assert!(equal("1", "1", None) && equal("1", "1", Some("1")));
        assert!(!equal("1", "2", None) && !equal("1", "1", Some("2")) && !equal("2", "1", Some("1")));
        let lacking = section("Rows", &["rows"], (side("1"), Vec::new()), None);
        assert!(!lacking.lines[0].equal && lacking.lines[0].found == ["–"]);
    }
}
