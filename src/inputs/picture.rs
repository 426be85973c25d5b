//! What is known of a picture before it is opened: its kind, its size, and the files it is published as.
//!
//! In: nothing but values. Out: `Picture`, `Trouble`, and the list of `Variant`s a picture is shown in. Opens nothing.

/// The widths pictures are offered in, in pixels. A telephone takes the first, a large screen with fine dots the last.
const WIDTHS: [u32; 4] = [480, 800, 1200, 1600];

/// A file that weighs no more than this many bytes is not worth several sizes.
const LIGHT: u64 = 30_000;

/// The greatest width of the one file that feeds, and browsers that know of no others, are given. A tenth above 1200, so
/// that a picture a little wider than that is given whole: see `widths`.
const PLAIN_WIDTH: u32 = 1333;

/// How pictures are made at present. Another number makes all of them anew, under new names.
pub const VERSION: u32 = 1;

/// How a picture is stored.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Format {
    /// Photographs.
    Jpeg,
    /// Drawings and screenshots.
    Png,
    /// Both, smaller.
    WebP,
    /// Small animations.
    Gif,
    /// Drawings made of lines.
    Svg,
}

impl Format {
    /// What a file of this kind is called at its end.
    pub fn ending(self) -> &'static str {
        match self {
            Self::Jpeg => "jpg",
            Self::Png => "png",
            Self::WebP => "webp",
            Self::Gif => "gif",
            Self::Svg => "svg",
        }
    }

    /// Its name for people.
    pub fn name(self) -> &'static str {
        match self {
            Self::Jpeg => "JPEG",
            Self::Png => "PNG",
            Self::WebP => "WebP",
            Self::Gif => "GIF",
            Self::Svg => "SVG",
        }
    }

    /// Whether a file of this name says that it is of this kind.
    pub fn fits(self, name: &str) -> bool {
        let ending = name.rsplit_once('.').map_or("", |(_, ending)| ending).to_ascii_lowercase();
        match self {
            Self::Jpeg => matches!(ending.as_str(), "jpg" | "jpeg" | "jpe" | "jfif"),
            Self::Png => matches!(ending.as_str(), "png" | "apng"),
            _ => ending == self.ending(),
        }
    }
}

/// A picture, as far as its beginning and its notes tell.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Picture {
    /// How it is stored.
    pub format: Format,
    /// Width in pixels as people see it, turned as the camera was.
    pub width: u32,
    /// Height in pixels as people see it.
    pub height: u32,
    /// How the stored picture must be turned to be seen upright, as cameras number it (1 is not at all).
    pub turn: u8,
    /// Whether it moves.
    pub moves: bool,
    /// Whether parts of it can be seen through.
    pub clear: bool,
    /// Whether its colours are amounts of ink (CMYK), as printers want them.
    pub ink: bool,
}

/// Why a file is no picture that can be published.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Trouble {
    /// Its insides make no sense.
    Unreadable,
    /// It has more bytes than a page should ever be made from.
    TooHeavy,
    /// It ends before the picture does.
    CutShort,
    /// It has no width or no height.
    Empty,
    /// It has more pixels than one computer should be asked to hold.
    TooLarge {
        /// Its width in pixels.
        width: u32,
        /// Its height in pixels.
        height: u32,
    },
    /// It is of a kind that many browsers do not show.
    Foreign(&'static str),
    /// A drawing that runs programs.
    Program,
    /// A drawing that fetches something from elsewhere.
    Outside,
}

/// One of the files a picture is published as.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Variant {
    /// Width in pixels.
    pub width: u32,
    /// Height in pixels.
    pub height: u32,
    /// How it is stored.
    pub format: Format,
    /// Whether it is the picture as it came, only without what cameras and programs noted in it.
    pub kept: bool,
}

impl Picture {
    /// The picture as it came, without notes.
    pub fn kept(&self) -> Variant {
        Variant { width: self.width, height: self.height, format: self.format, kept: true }
    }

    /// Whether it is published byte for byte, because nobody's camera writes notes into files of its kind.
    pub fn passes(&self) -> bool {
        matches!(self.format, Format::Gif | Format::Svg)
    }

    /// The files a picture of `length` bytes is published as; the one for feeds and old browsers is always among them.
    pub fn variants(&self, length: u64) -> Vec<Variant> {
        let small = self.width <= WIDTHS[0] || length <= LIGHT;
        if self.passes() || self.moves || (small && !self.must_be_made()) {
            return vec![self.kept()];
        }
        let fallback = self.fallback();
        let plain = self.plain_width();
        // A PNG at every width would weigh far more than anyone gains: browsers without WebP are hardly left.
        let every = fallback == Format::Jpeg;
        let at = |width: u32, format| Variant { width, height: self.height_at(width), format, kept: false };
        let widths = self.widths();
        let modern = widths.iter().map(|width| at(*width, Format::WebP));
        let old = widths.iter().filter(|width| every || **width == plain).map(|width| at(*width, fallback));
        modern.chain(old).collect()
    }

    /// The one file for feeds and for browsers that know of no others.
    pub fn plain(&self, length: u64) -> Variant {
        let variants = self.variants(length);
        let width = self.plain_width();
        let plain = |variant: &&Variant| variant.width == width && variant.format == self.fallback();
        variants.iter().find(plain).copied().unwrap_or_else(|| self.kept())
    }

    /// Whether browsers would show the picture as it came wrongly: in colours for printers, or turned by a note that
    /// only those of JPEG pictures are sure to be heeded in.
    pub fn must_be_made(&self) -> bool {
        self.ink || (self.turn != 1 && self.format != Format::Jpeg)
    }

    fn fallback(&self) -> Format {
        match self.format {
            Format::WebP if self.clear => Format::Png,
            Format::WebP => Format::Jpeg,
            other => other,
        }
    }

    /// Smaller widths that are worth having, then its own or the largest.
    fn widths(&self) -> Vec<u32> {
        let last = self.width.min(WIDTHS[WIDTHS.len() - 1]);
        // A copy that is hardly smaller than the next only fills the disk.
        let worth = |width: &u32| u64::from(*width) * 10 <= u64::from(last) * 9;
        WIDTHS.into_iter().filter(worth).chain([last]).collect()
    }

    fn plain_width(&self) -> u32 {
        let widths = self.widths();
        widths
            .iter()
            .rev()
            .find(|width| **width <= PLAIN_WIDTH)
            .or(widths.first())
            .copied()
            .unwrap_or(self.width)
    }

    fn height_at(&self, width: u32) -> u32 {
        let exact = (u64::from(self.height) * u64::from(width) + u64::from(self.width) / 2)
            / u64::from(self.width.max(1));
        u32::try_from(exact).unwrap_or(u32::MAX).max(1)
    }
}
