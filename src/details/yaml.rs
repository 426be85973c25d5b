//! YAML text becomes a `Table` with places.
//!
//! In: YAML 1.2 (core schema: `no` is a word, not a boolean, and dates are text). Out: the table, and every fault with
//! its span. The only user of saphyr-parser. Anchors, aliases and tags are refused: nobody needs them in an essay's
//! details, and a few lines of them can fill a computer's memory.

use saphyr_parser::{Event, Parser, ScalarStyle};

use super::{Item, Kind, Table, Value};
use crate::source::Span;

/// Levels of lists and tables inside one another.
const DEEPEST: usize = 32;

/// What is wrong with a text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Fault {
    /// It breaks a rule of YAML. What the parser calls the rule is for programmers.
    Syntax(Span),
    /// A key is given twice: the key, where it is first given, and where again.
    Twice(String, Span, Span),
    /// It uses a part of YAML that is refused: which.
    Refused(Span, &'static str),
}

/// A table as read, and what is wrong with the text.
#[derive(Debug, Default)]
pub struct Read {
    /// As much of the table as could be read.
    pub table: Table,
    /// What is wrong.
    pub faults: Vec<Fault>,
}

/// Reads YAML whose top level is a table. Spans count from the beginning of `text`.
pub fn read(text: &str) -> Read {
    let text = &*super::folded::fold(text);
    let mut reader = Reader {
        text,
        offsets: Offsets::of(text),
        parser: Parser::new_from_str(text),
        faults: Vec::new(),
        stumbled: false,
    };
    let value = reader.document();
    let Reader { faults, .. } = reader;
    let whole = Span::new(0, text.len());
    match value {
        Some(Value { kind: Kind::Table(table), .. }) => {
            Read { table: Table { span: whole, ..table }, faults }
        }
        None | Some(Value { kind: Kind::Null, .. }) => {
            Read { table: Table { span: whole, entries: Vec::new() }, faults }
        }
        Some(value) => {
            Read { table: Table::default(), faults: [faults, vec![Fault::Syntax(value.span)]].concat() }
        }
    }
}

/// The parser counts characters; everything else here counts bytes.
enum Offsets {
    Same,
    Table(Vec<usize>),
}

impl Offsets {
    fn of(text: &str) -> Self {
        if text.is_ascii() {
            Self::Same
        } else {
            Self::Table(text.char_indices().map(|(offset, _)| offset).collect())
        }
    }

    fn byte(&self, index: usize, length: usize) -> usize {
        match self {
            Self::Same => index.min(length),
            Self::Table(offsets) => offsets.get(index).copied().unwrap_or(length),
        }
    }
}

struct Reader<'a> {
    text: &'a str,
    offsets: Offsets,
    parser: Parser<'a, saphyr_parser::StrInput<'a>>,
    faults: Vec<Fault>,
    /// Whether the parser has stumbled: what it says from there on is about nothing that anybody wrote.
    stumbled: bool,
}

impl<'a> Reader<'a> {
    fn next(&mut self) -> Option<(Event<'a>, Span)> {
        if self.stumbled {
            return None;
        }
        match self.parser.next_event()? {
            Ok((event, span)) => Some((event, self.span(span))),
            Err(error) => {
                self.stumbled = true;
                let at = self.offsets.byte(error.marker().index(), self.text.len());
                self.faults.push(Fault::Syntax(Span::at(at)));
                None
            }
        }
    }

    fn span(&self, span: saphyr_parser::Span) -> Span {
        let byte = |marker: &saphyr_parser::Marker| self.offsets.byte(marker.index(), self.text.len());
        let (start, end) = (byte(&span.start), byte(&span.end));
        // Block values end where the next thing begins; an editor means the words themselves.
        let trimmed = self.text.get(start..end).map_or(0, |text| text.trim_end().len());
        Span::new(start, start + trimmed)
    }

    fn document(&mut self) -> Option<Value> {
        let mut value = None;
        while let Some((event, span)) = self.next() {
            match event {
                Event::StreamStart | Event::DocumentStart(_) | Event::DocumentEnd | Event::Nothing => {}
                Event::StreamEnd => break,
                _ if value.is_some() => {
                    self.faults.push(Fault::Refused(span, "a second document"));
                    break;
                }
                event => value = Some(self.value(event, span, 0)?),
            }
        }
        value
    }

    fn value(&mut self, event: Event<'a>, span: Span, depth: usize) -> Option<Value> {
        if depth > DEEPEST {
            self.faults.push(Fault::Refused(span, "lists inside lists to this depth"));
            return None;
        }
        let (anchor, tagged) = match &event {
            Event::Scalar(_, _, anchor, tag) => (*anchor, tag.is_some()),
            Event::SequenceStart(anchor, tag) | Event::MappingStart(anchor, tag) => (*anchor, tag.is_some()),
            Event::Alias(anchor) => (*anchor, false),
            _ => (0, false),
        };
        if anchor > 0 {
            self.faults.push(Fault::Refused(span, "the signs & and * before a value"));
        } else if tagged {
            self.faults.push(Fault::Refused(span, "the sign ! before a value"));
        }
        let kind = match event {
            Event::Scalar(text, style, ..) => scalar(text.into_owned(), style),
            Event::SequenceStart(..) => Kind::List(self.list(depth)?),
            Event::MappingStart(..) => Kind::Table(self.table(span, depth)?),
            _ => Kind::Null,
        };
        Some(Value { span, kind })
    }

    fn list(&mut self, depth: usize) -> Option<Vec<Value>> {
        let mut values = Vec::new();
        loop {
            match self.next()? {
                (Event::SequenceEnd, _) => return Some(values),
                (event, span) => values.push(self.value(event, span, depth + 1)?),
            }
        }
    }

    fn table(&mut self, span: Span, depth: usize) -> Option<Table> {
        let mut table = Table { entries: Vec::new(), span };
        loop {
            let (key, key_span) = match self.next() {
                None if depth == 0 => return Some(table),
                None => return None,
                Some((Event::MappingEnd, _)) => return Some(table),
                Some((Event::Scalar(key, ..), span)) => (key.into_owned(), span),
                Some((event, span)) => {
                    self.faults.push(Fault::Refused(span, "a list or a table as the name of a detail"));
                    self.value(event, span, depth + 1)?;
                    (String::new(), span)
                }
            };
            let value = match self.next() {
                Some((event, span)) => self.value(event, span, depth + 1),
                None => None,
            };
            match value {
                Some(value) => self.add(&mut table, Item { key, key_span, value }),
                // What was read before a fault is worth checking too.
                None if depth == 0 => return Some(table),
                None => return None,
            }
        }
    }

    fn add(&mut self, table: &mut Table, item: Item) {
        match table.get(&item.key) {
            Some(first) => self.faults.push(Fault::Twice(item.key, first.key_span, item.key_span)),
            None => table.entries.push(item),
        }
    }
}

/// The value of a scalar by the core schema (YAML 1.2, section 10.3).
fn scalar(text: String, style: ScalarStyle) -> Kind {
    if style != ScalarStyle::Plain {
        return Kind::Text { text, plain: false };
    }
    match text.as_str() {
        "" | "~" | "null" | "Null" | "NULL" => return Kind::Null,
        "true" | "True" | "TRUE" => return Kind::Bool(true),
        "false" | "False" | "FALSE" => return Kind::Bool(false),
        _ => {}
    }
    let numeric =
        text.bytes().all(|byte| byte.is_ascii_digit() || matches!(byte, b'+' | b'-' | b'.' | b'e' | b'E'));
    let starts = text.starts_with(|sign: char| sign.is_ascii_digit() || matches!(sign, '+' | '-' | '.'));
    // A leading zero is part of a name or a code, never of a number that anyone means.
    let padded = text.len() > 1 && text.starts_with('0') && !text.starts_with("0.");
    if numeric && starts && !padded {
        if let Ok(number) = text.parse::<i64>() {
            return Kind::Integer(number);
        }
        if let Ok(number) = text.parse::<f64>() {
            return Kind::Float(number);
        }
    }
    Kind::Text { text, plain: true }
}
