//! Fonts, and how wide words are in them.
//!
//! In: the bytes of font files. Out: `Typefaces`. A sign that the asked font lacks is taken from the first other font that has it, as the
//! drawing does it.

use std::sync::Arc;

use resvg::usvg::fontdb;
use skrifa::instance::{LocationRef, Size};
use skrifa::{FontRef, MetadataProvider};

use super::Database;

/// Signs whose widths are known before they are asked for.
const KNOWN: usize = 128;

/// One font.
pub struct Typeface {
    /// Its file, as settings name it.
    pub file: String,
    /// Its family, as drawings name it.
    pub family: String,
    /// Its weight, from 100 to 900.
    pub weight: u16,
    bytes: Arc<[u8]>,
    /// The widths of the first signs, in ems; none where it lacks one.
    widths: [Option<f32>; KNOWN],
}

/// The fonts of a design.
pub struct Typefaces {
    faces: Vec<Typeface>,
    database: Database,
}

/// Bytes that are shared with the drawing.
struct Shared(Arc<[u8]>);

impl AsRef<[u8]> for Shared {
    fn as_ref(&self) -> &[u8] {
        &self.0
    }
}

impl Typeface {
    fn read(file: &str, bytes: &Arc<[u8]>, info: &fontdb::FaceInfo) -> Option<Self> {
        let mut face = Self {
            file: file.to_owned(),
            family: info.families.first()?.0.clone(),
            weight: info.weight.0,
            bytes: bytes.clone(),
            widths: [None; KNOWN],
        };
        let mut widths = face.widths;
        for (code, width) in (0_u8..).zip(widths.iter_mut()) {
            *width = face.looked_up(char::from(code));
        }
        face.widths = widths;
        Some(face)
    }

    /// How wide a sign is, in ems; none where the font lacks it.
    fn width(&self, sign: char) -> Option<f32> {
        match self.widths.get(sign as usize) {
            Some(known) => *known,
            None => self.looked_up(sign),
        }
    }

    fn looked_up(&self, sign: char) -> Option<f32> {
        let font = FontRef::new(&self.bytes).ok()?;
        let glyph = font.charmap().map(sign)?;
        let metrics = font.glyph_metrics(Size::new(1.0), LocationRef::default());
        metrics.advance_width(glyph)
    }
}

impl Typefaces {
    /// Reads fonts, each with the name of its file; gives back the files that are none, too.
    pub fn read<'a>(files: impl Iterator<Item = (&'a str, Arc<[u8]>)>) -> (Self, Vec<&'a str>) {
        let (mut database, mut faces, mut others) = (fontdb::Database::new(), Vec::new(), Vec::new());
        for (file, bytes) in files {
            let source = fontdb::Source::Binary(Arc::new(Shared(bytes.clone())));
            let first = database.load_font_source(source).first().copied();
            let info = first.and_then(|id| database.face(id));
            match info.and_then(|info| Typeface::read(file, &bytes, info)) {
                Some(face) => faces.push(face),
                None => others.push(file),
            }
        }
        (Self { faces, database: Arc::new(database) }, others)
    }

    /// The number of the font in a file.
    pub fn find(&self, file: &str) -> Option<usize> {
        self.faces.iter().position(|face| face.file == file)
    }

    /// A font by its number.
    pub fn face(&self, number: usize) -> Option<&Typeface> {
        self.faces.get(number)
    }

    /// The files of all fonts.
    pub fn files(&self) -> impl Iterator<Item = &str> {
        self.faces.iter().map(|face| face.file.as_str())
    }

    pub(super) fn database(&self) -> Database {
        self.database.clone()
    }

    /// How wide a sign is in the asked font or else in the first that has it, in ems.
    pub(super) fn width(&self, face: usize, sign: char) -> Option<f32> {
        let asked = self.faces.get(face).and_then(|face| face.width(sign));
        asked.or_else(|| self.faces.iter().find_map(|other| other.width(sign)))
    }
}
