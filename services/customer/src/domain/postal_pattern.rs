//! Patterns of postal codes, in the few signs of regular expressions that the address data uses: literals, `\d`, classes,
//! groups, alternatives, `?`, `{n}` and `{n,m}`.

use std::collections::BTreeSet;
use std::iter::Peekable;
use std::str::Chars;

/// What a whole text fits or does not: one of several sequences.
#[derive(Debug)]
pub(crate) struct Pattern(Vec<Vec<Piece>>);

#[derive(Debug)]
struct Piece {
    atom: Atom,
    min: usize,
    max: usize,
}

#[derive(Debug)]
enum Atom {
    /// One character within one of these ranges.
    Class(Vec<(char, char)>),
    Group(Pattern),
    /// `^`, `$`, `\b`: the data has them at the ends only, where they are true of a whole text.
    End,
}

impl Pattern {
    /// None when the pattern has a sign that is not known here.
    pub(crate) fn parse(text: &str) -> Option<Self> {
        let mut signs = text.chars().peekable();
        let pattern = alternatives(&mut signs)?;
        signs.next().is_none().then_some(pattern)
    }

    /// Whether the whole text fits.
    pub(crate) fn fits(&self, text: &str) -> bool {
        let text: Vec<char> = text.chars().collect();
        self.ends(&text, &BTreeSet::from([0])).contains(&text.len())
    }

    /// Where the pattern can end when it starts at one of these places. Sets of places instead of going back: no text takes
    /// long.
    fn ends(&self, text: &[char], starts: &BTreeSet<usize>) -> BTreeSet<usize> {
        let sequence = |sequence: &Vec<Piece>| {
            sequence.iter().fold(starts.clone(), |starts, piece| piece.ends(text, &starts))
        };
        self.0.iter().flat_map(sequence).collect()
    }
}

impl Piece {
    fn ends(&self, text: &[char], starts: &BTreeSet<usize>) -> BTreeSet<usize> {
        let mut reached = starts.clone();
        let mut ends = if self.min == 0 { starts.clone() } else { BTreeSet::new() };
        for times in 1..=self.max {
            reached = self.atom.ends(text, &reached);
            if times >= self.min {
                ends.extend(&reached);
            }
        }
        ends
    }
}

impl Atom {
    fn ends(&self, text: &[char], starts: &BTreeSet<usize>) -> BTreeSet<usize> {
        match self {
            Self::Class(ranges) => {
                let within =
                    |character: &char| ranges.iter().any(|(first, last)| (first..=last).contains(&character));
                starts.iter().filter(|at| text.get(**at).is_some_and(within)).map(|at| at + 1).collect()
            }
            Self::Group(pattern) => pattern.ends(text, starts),
            Self::End => starts.clone(),
        }
    }
}

type Signs<'t> = Peekable<Chars<'t>>;

fn alternatives(signs: &mut Signs<'_>) -> Option<Pattern> {
    let mut sequences = vec![Vec::new()];
    while let Some(&sign) = signs.peek() {
        match sign {
            ')' => break,
            '|' => {
                signs.next();
                sequences.push(Vec::new());
            }
            _ => {
                let atom = atom(signs)?;
                let (min, max) = times(signs)?;
                sequences.last_mut()?.push(Piece { atom, min, max });
            }
        }
    }
    Some(Pattern(sequences))
}

fn atom(signs: &mut Signs<'_>) -> Option<Atom> {
    match signs.next()? {
        '(' => {
            if signs.next_if_eq(&'?').is_some() {
                signs.next_if_eq(&':')?;
            }
            let group = alternatives(signs)?;
            signs.next_if_eq(&')')?;
            Some(Atom::Group(group))
        }
        '[' => class(signs),
        '\\' => match signs.next()? {
            'b' => Some(Atom::End),
            sign => Some(Atom::Class(vec![escaped(sign)?])),
        },
        '^' | '$' => Some(Atom::End),
        '*' | '+' | '.' | '?' | '{' | '}' | ']' => None,
        literal => Some(Atom::Class(vec![(literal, literal)])),
    }
}

fn class(signs: &mut Signs<'_>) -> Option<Atom> {
    let mut ranges = Vec::new();
    loop {
        match signs.next()? {
            ']' => return Some(Atom::Class(ranges)),
            '^' | '[' => return None,
            '\\' => ranges.push(escaped(signs.next()?)?),
            first => {
                let last = if signs.next_if_eq(&'-').is_some() { signs.next()? } else { first };
                ranges.push((first, last));
            }
        }
    }
}

fn escaped(sign: char) -> Option<(char, char)> {
    match sign {
        'd' => Some(('0', '9')),
        sign if sign.is_ascii_alphanumeric() => None,
        literal => Some((literal, literal)),
    }
}

fn times(signs: &mut Signs<'_>) -> Option<(usize, usize)> {
    if signs.next_if_eq(&'?').is_some() {
        return Some((0, 1));
    }
    if signs.next_if_eq(&'{').is_none() {
        return Some((1, 1));
    }
    let min = number(signs)?;
    let max = if signs.next_if_eq(&',').is_some() { number(signs)? } else { min };
    signs.next_if_eq(&'}')?;
    (min <= max && max <= 20).then_some((min, max))
}

fn number(signs: &mut Signs<'_>) -> Option<usize> {
    let digits: String = std::iter::from_fn(|| signs.next_if(char::is_ascii_digit)).collect();
    digits.parse().ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(pattern: &str, fitting: &[&str], others: &[&str]) {
        let parsed = Pattern::parse(pattern).unwrap_or_else(|| panic!("{pattern} is not understood"));
        for text in fitting {
            assert!(parsed.fits(text), "{pattern} does not fit {text:?}");
        }
        for text in others {
            assert!(!parsed.fits(text), "{pattern} fits {text:?}");
        }
    }

    #[test]
    fn the_whole_text_must_fit() {
        check(r"\d{5}", &["12345"], &["1234", "123456", " 12345", "1234a", ""]);
        check(r"948[5-9]|949[0-8]", &["9485", "9498"], &["9484", "9499", "9485949"]);
        check(r"(\d{5})(?:[ \-](\d{4}))?", &["22162", "22162-1010", "22162 1010"], &["22162-", "22162-101"]);
        check(r"\d{3}(?:\d{2}|[A-Z]{2}\d{3})", &["42602", "426AB123"], &["426", "426AB12"]);
        check(r"(?:^|\b)(?:1[0-2]|[1-9])\d{2}(?:$|\b)", &["317", "1210"], &["1317", "17"]);
        check(r"[A-Z]{3} ?\d{2,4}", &["NXR 01", "BZN1130"], &["NXR 1", "NXR 01234", "NX 01"]);
    }

    #[test]
    fn unknown_signs_are_refused() {
        for pattern in [r"\d+", "a*", ".", "[^a]", r"\w", "(a", "a)", "[a", "a{2", "a{3,2}", "(?=a)"] {
            assert!(Pattern::parse(pattern).is_none(), "{pattern}");
        }
    }
}
